"""Short forms of the desk: filters, opinions, reasons, links."""

from typing import Any

from django import forms

from catalog.models import CatalogDomain, CatalogItem
from disclosure.enums import RelationKind, ReviewDecision
from disclosure.models import Document
from portal.organizations.models import Organization


class DeskFilterForm(forms.Form):
    """Filters above the working lists."""

    q = forms.CharField(label="标题、文号或索引号", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    organization = forms.ModelChoiceField(
        label="机关", queryset=Organization.objects.none(), to_field_name="slug", required=False, empty_label="全部"
    )

    def __init__(self, *args: Any, organizations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    """The opinion of the second person."""

    decision = forms.ChoiceField(label="审核结论", choices=ReviewDecision.choices, widget=forms.RadioSelect)
    comment = forms.CharField(
        label="审核意见",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="退回修改时必填。请写明需要修改的内容。",
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="撤回理由",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="撤回后，原网址会向公众显示撤回日期和本理由，请不要写入不宜公开的内容。",
    )


class AttachmentForm(forms.Form):
    file = forms.FileField(label="附件", help_text="支持 PDF、DOCX、XLSX、TXT、CSV、JPG、PNG，单个文件不超过20MB。")


class RelationForm(forms.Form):
    """Link to another document, named by its index number, its document number or the number in its address."""

    kind = forms.ChoiceField(label="本文件与对方文件的关系", choices=RelationKind.choices)
    target = forms.CharField(
        label="对方文件",
        max_length=100,
        help_text="填写索引号、发文字号，或者文件页网址末尾的数字。",
    )


class ItemSearchForm(forms.Form):
    """Looks for catalog items to file under."""

    q = forms.CharField(label="事项名称", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    domain = forms.ModelChoiceField(
        label="领域", queryset=CatalogDomain.objects.all(), to_field_name="slug", required=False, empty_label="全部"
    )


class ItemChoiceForm(forms.Form):
    """The item that was chosen."""

    item = forms.ModelChoiceField(queryset=CatalogItem.objects.all(), widget=forms.HiddenInput)


class FiledDocumentForm(forms.Form):
    """The document that is to be filed under a given item."""

    document = forms.ModelChoiceField(queryset=Document.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
