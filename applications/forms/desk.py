"""Forms of the desk: intake at the counter, one small form per action, the draft of an answer."""

from datetime import date
from typing import Any, cast

from django import forms

from applications.enums import (
    CaseStatus,
    Channel,
    DeliveryMethod,
    FileKind,
    OutcomeDetail,
    OutcomeGroup,
)
from applications.forms.request import EvidenceFields, InformationForm, OrganizationFields, PersonFields
from applications.models import Case
from applications.workflow.outcomes import OUTCOMES
from applications.workflow.transitions import CaseAction
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.selectors import organizations_with, users_with


def _date_field(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class CaseFilterForm(forms.Form):
    """Filters above the list of cases."""

    q = forms.CharField(label="编号或内容", required=False, max_length=80)
    status = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), ("open", "在办"), *CaseStatus.choices]
    )
    organization = forms.ChoiceField(label="受理机关", required=False)
    mine = forms.BooleanField(label="只看我承办的", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organizations = organizations_with(user, Permission.CASE_VIEW).values_list("slug", "name")
        field = cast("forms.ChoiceField", self.fields["organization"])
        field.choices = [("", "全部"), *organizations]


class IntakeFields(forms.Form):
    """How the request reached the office; the receipt date follows from it (条例 art 31)."""

    channel = forms.ChoiceField(
        label="收件渠道",
        choices=[choice for choice in Channel.choices if choice[0] != Channel.WEB],
        widget=forms.RadioSelect,
    )
    arrived_on = _date_field(
        "到达日期", "当面提交之日；挂号信、特快专递的签收之日；平常信函、电子邮件、传真的到达之日。"
    )
    confirmed_on = forms.DateField(
        label="与申请人确认之日",
        required=False,
        help_text="平常信函、电子邮件、传真填写。尚未联系上申请人的不填，申请先登记为待确认。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    filled_by_staff = forms.BooleanField(label="口头申请，由工作人员代为填写并经申请人确认", required=False)

    def clean(self) -> dict[str, Any]:
        data = cast("dict[str, Any]", super().clean())
        arrived, confirmed = data.get("arrived_on"), data.get("confirmed_on")
        if data.get("channel") in {Channel.IN_PERSON, Channel.REGISTERED_MAIL} and confirmed:
            self.add_error("confirmed_on", "当面提交和签收的邮件不需要确认日期。")
        if arrived and confirmed and confirmed < arrived:
            self.add_error("confirmed_on", "确认日期不能早于到达日期。")
        return data

    def registered_on(self) -> date | None:
        """The day on which the case can be registered, or None while confirmation is awaited."""
        if self.cleaned_data["channel"] in {Channel.IN_PERSON, Channel.REGISTERED_MAIL}:
            return self.cleaned_data["arrived_on"]
        return self.cleaned_data["confirmed_on"]


class _CounterForm(IntakeFields, EvidenceFields, InformationForm):
    """At the counter the papers may be seen instead of uploaded; a scan may be added."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["identity_file"].required = False
        self.fields["identity_file"].label = "身份证明（已当面核验的可不上传）"
        self.fields["supporting_file"].label = "申请材料扫描件"

    def evidence(self) -> list[tuple[FileKind, Any]]:
        scans = {FileKind.SUPPORTING: FileKind.SCAN}
        return [(scans.get(kind, kind), file) for kind, file in super().evidence()]


class PersonIntakeForm(PersonFields, _CounterForm):
    """A citizen's request written down by staff."""


class OrganizationIntakeForm(OrganizationFields, _CounterForm):
    """An organization's request written down by staff."""


INTAKE_FORMS: dict[str, type[PersonIntakeForm | OrganizationIntakeForm]] = {
    "person": PersonIntakeForm,
    "organization": OrganizationIntakeForm,
}


class ActionForm(forms.Form):
    """Any step. What is done at this desk bears today's date and no other: an answer cannot be dated back into time.

    Only what happened elsewhere, a confirmation, a delivery or a withdrawal, is dated by hand.
    """

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    def step_facts(self) -> dict[str, Any]:
        """Facts for ``transition.perform`` besides the date."""
        return {name: value for name, value in self.cleaned_data.items() if name != "on"}


class RegisterForm(ActionForm):
    on = _date_field("与申请人确认之日", "当面提交和签收的邮件以到达日期为准，不受本日期影响。")


class AssignForm(ActionForm):
    assignee = forms.ModelChoiceField(label="承办人", queryset=User.objects.none())

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        field = cast("forms.ModelChoiceField", self.fields["assignee"])
        field.queryset = users_with(Permission.CASE_HANDLE, case.organization)


class CommentForm(ActionForm):
    comment = forms.CharField(label="意见", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class ReturnForm(ActionForm):
    comment = forms.CharField(label="退回的理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class WithdrawForm(ActionForm):
    on = _date_field("申请人撤回之日")
    comment = forms.CharField(label="撤回的方式和说明", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class ServeForm(ActionForm):
    on = _date_field("送达日期", "邮寄的填签收日期，电子送达的填到达对方系统的日期。")
    method = forms.ChoiceField(label="送达方式", choices=DeliveryMethod.choices, widget=forms.RadioSelect)
    evidence = forms.CharField(label="签收人或者单号", max_length=120)


ACTION_FORMS: dict[CaseAction, type[ActionForm]] = {
    CaseAction.REGISTER: RegisterForm,
    CaseAction.ASSIGN: AssignForm,
    CaseAction.SUBMIT_ANSWER: ActionForm,
    CaseAction.APPROVE: CommentForm,
    CaseAction.RETURN: ReturnForm,
    CaseAction.SIGN: ActionForm,
    CaseAction.SERVE: ServeForm,
    CaseAction.ARCHIVE: ActionForm,
    CaseAction.WITHDRAW: WithdrawForm,
}


def _outcome_choices() -> list[tuple[str, Any]]:
    groups: dict[str, list[tuple[str, str]]] = {group.value: [] for group in OutcomeGroup}
    for row in OUTCOMES.values():
        groups[row.group].append((row.code.value, row.label))
    return [("", "请选择"), *((OutcomeGroup(group).label, rows) for group, rows in groups.items())]


class DecisionForm(forms.Form):
    """The draft of an answer; what is still missing for review is told beside it, not here."""

    outcome = forms.ChoiceField(label="处理结果", choices=_outcome_choices)
    detail = forms.ChoiceField(
        label="具体情形",
        required=False,
        choices=[("", "不适用"), *OutcomeDetail.choices],
        help_text="“予以公开”“本机关不掌握相关政府信息”两种结果须选择。",
    )
    finding = forms.CharField(
        label="查明的情况",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="如检索、征求意见、审查的经过。",
    )
    obtaining = forms.CharField(
        label="获取的方式、途径和时间；予以公开的部分",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reasons = forms.CharField(label="理由", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    withheld = forms.CharField(
        label="不予公开的部分（仅部分公开填写）",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="每行一项，依次写内容、条款、理由，用竖线分开：评估人员联系方式｜第十五条｜涉及个人隐私。",
    )

    # Which draft the person had before them: a colleague's newer one must not be overwritten unseen.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_detail(self) -> str:
        outcome = OUTCOMES.get(self.cleaned_data.get("outcome", ""))
        detail = self.cleaned_data["detail"]
        allowed = {item.value for item in outcome.details} if outcome else set()
        return detail if detail in allowed else ""

    def clean_withheld(self) -> list[dict[str, str]]:
        rows = []
        for number, line in enumerate(self.cleaned_data["withheld"].splitlines(), 1):
            if not line.strip():
                continue
            parts = [part.strip() for part in line.replace("｜", "|").split("|")]
            if len(parts) != 3 or not all(parts):
                raise forms.ValidationError(f"第{number}行应有内容、条款、理由三项，用竖线分开。")
            rows.append(dict(zip(("part", "article", "reason"), parts, strict=True)))
        return rows

    @staticmethod
    def initial_from(decision: Any) -> dict[str, Any]:
        """Initial values that show a saved draft."""
        names = ("outcome", "detail", "finding", "obtaining", "reasons")
        withheld = "\n".join("｜".join((row["part"], row["article"], row["reason"])) for row in decision.withheld)
        return {
            **{name: getattr(decision, name) for name in names},
            "withheld": withheld,
            "seen": decision.updated_at.isoformat(),
        }


class StatusForm(forms.Form):
    """Both number and code are needed to see a case (办理查询)."""

    reference = forms.CharField(label="申请编号", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    query_code = forms.CharField(label="查询码", max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"}))
