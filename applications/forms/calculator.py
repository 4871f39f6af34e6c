"""The form of the deadline calculator (期限计算器): a receipt date and what happened since."""

from datetime import date
from typing import Any

from django import forms

_KINDS = {
    "correction_notice": "发出补正告知书",
    "correction_received": "收到补正材料",
    "extension": "告知延期答复",
    "third_party_consultation": "征求第三方意见",
    "co_maker_consultation": "征求共同制作机关意见",
    "agency_consultation": "征求其他机关意见",
    "fee_notice": "发出收费通知",
    "fee_paid": "足额缴费",
    "reasons_requested": "要求说明理由",
    "delay": "告知延迟答复（第三十五条）",
    "decision_issued": "作出答复",
    "served": "答复送达",
}
# For each kind: its fields in the interface of the clock, and the columns of a row that they are read from.
_ALONE = {"on": "on"}
_OPINION = {"sent_on": "on", "delivered_on": "delivered_on", "answered_on": "answered_on"}
_COLUMNS: dict[str, dict[str, str]] = {
    "correction_notice": {"issued_on": "on", "delivered_on": "delivered_on", "period_days": "days"},
    "correction_received": _ALONE,
    "extension": {"notified_on": "on", "days": "days"},
    "third_party_consultation": _OPINION,
    "co_maker_consultation": _OPINION,
    "agency_consultation": _OPINION,
    "fee_notice": {"sent_on": "on", "delivered_on": "delivered_on"},
    "fee_paid": _ALONE,
    "reasons_requested": _ALONE,
    "delay": {"notified_on": "on", "until": "answered_on"},
    "decision_issued": _ALONE,
    "served": _ALONE,
}


def _day(label: str, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


class CalculatorForm(forms.Form):
    """When the request was received, and the day as of which the answer is wanted."""

    received_on = _day("收到申请之日", required=True)
    as_of = _day("截至")


class EventForm(forms.Form):
    """One row: an event with its dates. A row without a kind is empty."""

    kind = forms.ChoiceField(label="事项", required=False, choices=[("", "—"), *_KINDS.items()])
    on = _day("日期")
    delivered_on = _day("送达日期")
    answered_on = _day("答复或者延至日期")
    days = forms.IntegerField(label="工作日数", required=False, min_value=1, max_value=60)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") and "on" not in self.errors and not data.get("on"):
            self.add_error("on", "请填写日期。")
        if data.get("kind") == "extension" and "days" not in self.errors and not data.get("days"):
            self.add_error("days", "请填写延长的工作日数。")
        if data.get("kind") == "delay" and "answered_on" not in self.errors and not data.get("answered_on"):
            self.add_error("answered_on", "请填写延至的日期。")
        return data

    def event(self) -> dict[str, Any] | None:
        """The row as the clock's interface takes it, or None for an empty row."""
        kind = self.cleaned_data["kind"]
        if not kind:
            return None
        found = {name: self.cleaned_data[column] for name, column in _COLUMNS[kind].items()}
        written = {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}
        return {"kind": kind, **{name: value for name, value in written.items() if value is not None}}
