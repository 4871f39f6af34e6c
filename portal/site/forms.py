"""The filter above the audit log."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from portal.audit.models import AuditEntry
from portal.audit.registry import action_label
from portal.organizations.models import Organization


class AuditFilter(forms.Form):
    """Only actions and organizations that can occur are offered."""

    action = forms.ChoiceField(label="操作", required=False)
    organization = forms.ModelChoiceField(
        label="机关", required=False, queryset=Organization.objects.none(), to_field_name="code", empty_label="全部"
    )
    actor = forms.CharField(label="操作人", required=False, max_length=40)

    def __init__(
        self, *args: Any, organizations: QuerySet[Organization], entries: QuerySet[AuditEntry], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        keys = entries.order_by("action").values_list("action", flat=True).distinct()
        self.fields["action"].choices = [("", "全部"), *((key, action_label(key)) for key in keys)]  # type: ignore[attr-defined]
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]
