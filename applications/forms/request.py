"""The request form (政府信息公开申请表): exactly what 条例 art 29 demands, and never the purpose."""

import secrets
from typing import Any, cast

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from applications.enums import ApplicantKind, Carrier, DeliveryMethod, FileKind, IdentityType
from applications.forms.checks import check_credit_code, check_phone, check_readable, check_resident_number
from applications.services.intake import ApplicantFacts, RequestFacts
from portal.common.exceptions import InvalidInput
from portal.common.files import EVIDENCE_TYPES, inspect_upload
from portal.common.text import fold_width

_SIGNER = signing.Signer(salt="applications.submission")
_ACCEPT = ",".join(f".{extension}" for extension in EVIDENCE_TYPES)
# As on the page: the list of errors above the form follows it.
FIELD_ORDER = (
    "channel", "arrived_on", "confirmed_on", "filled_by_staff",
    "applicant_kind", "name", "credit_code", "representative", "contact_name",
    "work_unit", "identity_type", "identity_number",
    "phone", "email", "address", "postcode", "fax", "identity_file", "mandate_file",
    "information_title", "information_number", "content", "supporting_file",
    "carrier", "delivery", "accepts_other_form", "needs_assistance",
)  # fmt: skip
_FILE_HINT = "可上传PDF、Word、JPG、PNG，每个不超过20MB。"


def new_submission_key() -> str:
    """A signed random mark for one blank form: sending that form twice creates one case."""
    return _SIGNER.sign(secrets.token_hex(16))


class InformationForm(forms.Form):
    """The information asked for and its form (条例 art 29(2)(二)(三)); both kinds of applicant share it."""

    field_order = FIELD_ORDER

    information_title = forms.CharField(
        label="所需信息的名称", max_length=200, required=False, help_text="如知道文件名称，请填写，便于查找。"
    )
    information_number = forms.CharField(
        label="文号", max_length=80, required=False, help_text="如“云府发〔2026〕3号”，不知道可以不填。"
    )
    content = forms.CharField(
        label="所需信息的内容描述",
        max_length=4000,
        validators=[check_readable],
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="请写明便于查询的特征，如时间、地点、事项、制作单位。一份申请请写一个事项。",
    )
    carrier = forms.ChoiceField(label="载体形式", choices=Carrier.choices, widget=forms.RadioSelect)
    delivery = forms.ChoiceField(label="获取信息的方式", choices=DeliveryMethod.choices, widget=forms.RadioSelect)
    accepts_other_form = forms.BooleanField(
        label="若无法按指定方式提供，也可接受其他方式", required=False, initial=True
    )
    needs_assistance = forms.BooleanField(label="本人阅读困难或者有视听障碍，需要帮助", required=False)
    submission_key = forms.CharField(widget=forms.HiddenInput, required=False)

    information_fields = ("information_title", "information_number", "content", "carrier", "delivery")

    def clean_submission_key(self) -> str:
        try:
            return _SIGNER.unsign(self.cleaned_data["submission_key"])
        except signing.BadSignature:
            raise forms.ValidationError("页面已过期，请刷新后再提交（已填写的内容请先复制）。") from None

    def clean(self) -> dict[str, Any]:
        data = cast("dict[str, Any]", super().clean())
        delivery = data.get("delivery")
        if delivery == DeliveryMethod.EMAIL and not data.get("email"):
            self.add_error("email", "选择以电子邮件获取信息的，请填写电子邮箱。")
        if delivery == DeliveryMethod.FAX and not data.get("fax"):
            self.add_error("fax", "选择以传真获取信息的，请填写传真号码。")
        return data

    def request_facts(self) -> RequestFacts:
        """The checked data about the information, for the service."""
        return RequestFacts(**{name: self.cleaned_data[name] for name in RequestFacts.__slots__ if name in self.fields})


class EvidenceFields(forms.Form):
    """Papers that prove who asks; checked by content, size and name while the form is still open."""

    identity_file = forms.FileField(
        label="身份证明", help_text=_FILE_HINT, widget=forms.ClearableFileInput(attrs={"accept": _ACCEPT})
    )
    mandate_file = forms.FileField(
        label="授权委托书（由代理人提出申请时上传）",
        required=False,
        help_text=_FILE_HINT,
        widget=forms.ClearableFileInput(attrs={"accept": _ACCEPT}),
    )
    supporting_file = forms.FileField(
        label="其他材料",
        required=False,
        help_text=_FILE_HINT,
        widget=forms.ClearableFileInput(attrs={"accept": _ACCEPT}),
    )
    evidence_fields = ("identity_file", "mandate_file", "supporting_file")

    def clean(self) -> dict[str, Any]:
        data = cast("dict[str, Any]", super().clean())
        for name in self.evidence_fields:
            if upload := data.get(name):
                try:
                    inspect_upload(upload, allowed=EVIDENCE_TYPES)
                except InvalidInput as refused:
                    self.add_error(name, refused.message)
        return data

    def evidence(self) -> list[tuple[FileKind, UploadedFile]]:
        """The uploaded papers with their kinds, for the service."""
        kinds = zip(self.evidence_fields, (FileKind.IDENTITY, FileKind.MANDATE, FileKind.SUPPORTING), strict=True)
        return [(kind, self.cleaned_data[name]) for name, kind in kinds if self.cleaned_data.get(name)]


class ApplicantFields(forms.Form):
    """How to reach the applicant; both kinds share it (条例 art 29(2)(一))."""

    phone = forms.CharField(label="联系电话", max_length=40)
    email = forms.EmailField(label="电子邮箱", required=False)
    fax = forms.CharField(label="传真号码", max_length=40, required=False)
    address = forms.CharField(label="通信地址", max_length=200, validators=[check_readable])
    postcode = forms.CharField(label="邮政编码", max_length=6, required=False)

    def clean_phone(self) -> str:
        number = fold_width(self.cleaned_data["phone"])
        check_phone(number)
        return number

    def applicant_facts(self) -> ApplicantFacts:
        """The checked data about the applicant, for the service."""
        names = [name for name in ApplicantFacts.__slots__ if name in self.fields]
        kind = self.cleaned_data.get("applicant_kind", ApplicantKind.NATURAL_PERSON)
        return ApplicantFacts(kind=kind, **{name: self.cleaned_data[name] for name in names})


class PersonFields(ApplicantFields):
    """A citizen (公民): 姓名、身份证明、联系方式."""

    name = forms.CharField(label="姓名", max_length=60, validators=[check_readable])
    work_unit = forms.CharField(label="工作单位", max_length=100, required=False)
    identity_type = forms.ChoiceField(label="证件名称", choices=IdentityType.choices)
    identity_number = forms.CharField(
        label="证件号码", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean_identity_number(self) -> str:
        number = fold_width(self.cleaned_data["identity_number"]).upper()
        if self.cleaned_data.get("identity_type") == IdentityType.RESIDENT_CARD:
            check_resident_number(number)
        return number


class OrganizationFields(ApplicantFields):
    """A legal person or other organization (法人或者其他组织)."""

    applicant_kind = forms.ChoiceField(
        label="单位类型",
        choices=[choice for choice in ApplicantKind.choices if choice[0] != ApplicantKind.NATURAL_PERSON],
        widget=forms.RadioSelect,
        help_text="用于法定的年度统计。",
    )
    name = forms.CharField(label="单位名称", max_length=100, validators=[check_readable])
    credit_code = forms.CharField(label="统一社会信用代码", max_length=20)
    representative = forms.CharField(label="法定代表人（负责人）", max_length=60, required=False)
    contact_name = forms.CharField(label="联系人姓名", max_length=60, validators=[check_readable])

    def clean_credit_code(self) -> str:
        code = fold_width(self.cleaned_data["credit_code"]).upper()
        check_credit_code(code)
        return code


class PersonRequestForm(PersonFields, EvidenceFields, InformationForm):
    """What a citizen sends over the web."""


class OrganizationRequestForm(OrganizationFields, EvidenceFields, InformationForm):
    """What an organization sends over the web."""


REQUEST_FORMS: dict[str, type[PersonRequestForm | OrganizationRequestForm]] = {
    "person": PersonRequestForm,
    "organization": OrganizationRequestForm,
}
