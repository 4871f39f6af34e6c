"""The form of a draft, and the form that starts one from a file."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet

from disclosure.enums import DisclosureAttribute
from disclosure.models import Document, Guide
from disclosure.recognition import KNOWN_SUFFIXES, html_to_text, text_to_html
from disclosure.selectors.columns import columns_of
from portal.organizations.models import Organization

_DAYS = ("issued_on", "formed_on", "effective_on", "expires_on", "printed_on")
_HINTS = {
    "title": "公文的完整标题，不换行。",
    "document_number": "如 云府发〔2026〕14号；没有的留空。",
    "issuer": "发文机关全称或规范化简称，联合发文的用空格隔开。",
    "subject_category": "用“/”分级，如 城乡建设、环境保护/城市建设。",
    "genre": "如 通知、办法、决定、解读。",
    "summary": "公开目录中的“内容概述”，一两句话。",
    "signatory": "落款的机关名称；正文中已经包含落款的留空。",
    "annotation": "如 （此件主动公开）。",
    "formed_on": "不填按成文日期计算；应当自该日起20个工作日内公开。",
    "expires_on": "到期后系统自动标为“失效”。",
    "disclosure_attribute": "由起草单位在起草时确定。只有主动公开的文件才能发布。",
    "attribute_reason": "依申请公开、不予公开的必填，写明依据的条款。",
}


class ColumnField(forms.ModelChoiceField):
    """Columns in the order of the tree, indented below their parents."""

    def label_from_instance(self, obj: Any) -> str:
        return f"　　{obj.title}" if obj.parent_id else obj.title


class DocumentForm(forms.ModelForm):
    """What an author writes. State, numbers and publication dates have no field: a form cannot forge them."""

    keywords = forms.CharField(label="关键词", required=False, max_length=300, help_text="用顿号隔开。")
    body_text = forms.CharField(
        label="正文",
        required=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "body-text"}),
        help_text="每段一行；“一、”“（一）”开头的短行成为标题；表格每行写作 | 甲 | 乙 |。不要重复标题、主送机关和落款。",
    )
    settled = forms.MultipleChoiceField(
        label="导入时的疑问",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="对照原文件核对或者改正以后勾选，疑问随即消除；有未消除的疑问不能提交审核。",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = Document
        fields = (
            "column",
            "title",
            "document_number",
            "issuer",
            "addressee",
            "genre",
            "subject_category",
            "summary",
            "signatory",
            "annotation",
            "copies_to",
            "disclosure_attribute",
            "attribute_reason",
            "validity",
            *_DAYS,
        )
        help_texts = _HINTS
        widgets = {
            **{day: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for day in _DAYS},
            "disclosure_attribute": forms.RadioSelect,
            "addressee": forms.Textarea(attrs={"rows": 2}),
            "summary": forms.Textarea(attrs={"rows": 3}),
            "signatory": forms.Textarea(attrs={"rows": 2}),
            "copies_to": forms.Textarea(attrs={"rows": 2}),
            "attribute_reason": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        document: Document = self.instance
        organization = document.organization
        self.fields["column"] = ColumnField(queryset=columns_of([organization]), label="栏目", required=False)
        self.fields["disclosure_attribute"].choices = DisclosureAttribute.choices  # type: ignore[attr-defined]
        self.fields["disclosure_attribute"].required = False
        self.initial["keywords"] = "、".join(document.keywords)
        self.initial["body_text"] = html_to_text(document.body)
        self.initial["revision"] = document.revision
        if document.import_problems:
            self.fields["settled"].choices = [(problem, problem) for problem in document.import_problems]  # type: ignore[attr-defined]
        else:
            del self.fields["settled"]

    def clean_keywords(self) -> list[str]:
        value = self.cleaned_data["keywords"]
        for mark in "，,；; 　":
            value = value.replace(mark, "、")
        return list(dict.fromkeys(word for word in value.split("、") if word))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        closed = (DisclosureAttribute.ON_APPLICATION, DisclosureAttribute.NOT_DISCLOSED)
        if cleaned.get("disclosure_attribute") in closed and not cleaned.get("attribute_reason", "").strip():
            self.add_error("attribute_reason", "不主动公开的，请写明理由和法律依据。")
        return cleaned

    def filled(self) -> Document:
        """The document with what was typed, for services.save_draft; call it on a valid form."""
        document: Document = self.save(commit=False)
        document.keywords = self.cleaned_data["keywords"]
        document.revision = self.cleaned_data["revision"]
        # Text that nobody touched keeps its HTML: the editor's plain text knows no merged cells.
        if "body_text" in self.changed_data:
            document.body = text_to_html(self.cleaned_data["body_text"])
        settled = self.cleaned_data.get("settled", [])
        document.import_problems = [problem for problem in document.import_problems if problem not in settled]
        return document


class OrganizationChoiceForm(forms.Form):
    """In whose name the new document is drafted."""

    organization = forms.ModelChoiceField(
        label="发布机关", queryset=Organization.objects.none(), to_field_name="slug", empty_label=None
    )

    def __init__(self, *args: Any, organizations: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]


class ImportForm(OrganizationChoiceForm):
    """A file from which the importer fills the fields."""

    file = forms.FileField(
        label="公文文件",
        help_text="支持 DOCX、PDF（文字版）、TXT、HTML；DOC、WPS 需要服务器装有 LibreOffice。",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in KNOWN_SUFFIXES:
            raise forms.ValidationError("不能读取这种格式，请另存为 DOCX、PDF 或者 TXT 后再导入。")
        if file.size > settings.UPLOAD_MAX_BYTES:
            limit = settings.UPLOAD_MAX_BYTES // 1024 // 1024
            raise forms.ValidationError(f"文件超过{limit}MB，请拆分后再导入。")
        return file


class GuideForm(forms.ModelForm):
    """The guide; the contacts of the disclosure office belong to the organization and are kept there."""

    class Meta:
        model = Guide
        exclude = ("organization",)  # noqa: DJ006  every other field is an element of the guide
        widgets = {"effective_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
