"""Filters above the lists, and the form with every column of an item."""

from collections.abc import Mapping
from typing import Any

from django import forms

from catalog.enums import FIXED_CHANNELS, GovernmentLevel, ReviewState, other_channel, other_channel_name
from catalog.models import CatalogDomain, CatalogItem


class DomainFilterForm(forms.Form):
    """Filters inside one domain."""

    level = forms.ChoiceField(label="公开层级", required=False, choices=[("", "县级和乡级"), *GovernmentLevel.choices])
    q = forms.CharField(label="事项、内容或公开主体", required=False, max_length=60)


class DeskFilterForm(forms.Form):
    """Filters of the catalog desk."""

    domain = forms.ChoiceField(label="领域", required=False)
    review_state = forms.ChoiceField(label="核定状态", required=False, choices=[("", "全部"), *ReviewState.choices])
    q = forms.CharField(label="事项、内容或公开主体", required=False, max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["domain"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "全部领域"), *CatalogDomain.objects.values_list("slug", "name")]


class LinesField(forms.CharField):
    """A list of texts, typed one per line; blank lines do not count."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return _lines(value)


class ChannelsWidget(forms.Widget):
    """The official options, each ■ required, □ optional or unused; 其他 is written out, one carrier per line."""

    template_name = "catalog/widgets/channels.html"
    use_fieldset = True
    _marks = {"required": True, "optional": False}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        marks = {channel["name"]: channel["required"] for channel in value or []}
        context["widget"]["rows"] = [
            {"name": f"{name}_{number}", "label": channel, "mark": marks.get(channel)}
            for number, channel in enumerate(FIXED_CHANNELS, start=1)
        ]
        context["widget"]["others"] = {
            mark: "\n".join(
                other or channel
                for channel, required in marks.items()
                if required is is_required and (other := other_channel_name(channel)) is not None
            )
            for mark, is_required in self._marks.items()
        }
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[dict[str, Any]]:
        chosen = [(channel, data.get(f"{name}_{number}")) for number, channel in enumerate(FIXED_CHANNELS, start=1)]
        found = [{"name": channel, "required": self._marks[mark]} for channel, mark in chosen if mark in self._marks]
        for mark, is_required in self._marks.items():
            for line in _lines(data.get(f"{name}_other_{mark}")):
                carrier = "" if line == other_channel("") else line
                found.append({"name": other_channel(carrier), "required": is_required})
        return found

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return False


class ChannelsField(forms.Field):
    """A list of ``{"name", "required"}``; the model checks the names."""

    widget = ChannelsWidget
    default_error_messages = {"required": "请至少选择一个公开渠道。"}


class ItemForm(forms.ModelForm):
    """Every column of an item; ``version`` is the one the editor saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    legal_basis = LinesField(label="公开依据", help_text="每行一项法律、法规或者文件的名称。")
    channels = ChannelsField(label="公开渠道和载体")
    levels = forms.MultipleChoiceField(
        label="公开层级", choices=GovernmentLevel.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = CatalogItem
        fields = (
            "order",
            "level1",
            "level2",
            "content",
            "legal_basis",
            "time_limit",
            "time_limit_kind",
            "time_limit_days",
            "responsible_body",
            "channels",
            "audience",
            "audience_group",
            "mode",
            "levels",
            "source",
        )
        widgets = {
            "content": forms.Textarea(attrs={"rows": 5}),
            "audience": forms.RadioSelect,
            "mode": forms.RadioSelect,
        }
        help_texts = {
            "order": "在本领域内的顺序。",
            "time_limit": "按官方表格写出原文，如 信息形成或者变更之日起20个工作日内。",
            "time_limit_days": "只有按工作日、自然日计算的时限填写。",
            "audience_group": "公开对象是特定群体时填写，如 被征地农民。",
            "source": "核对所依据的指引或者网页。verified:网址 表示事项名称见于该网页，reconstructed 表示按指引和法规整理。",
        }

    def __init__(self, data: Any = None, *, instance: CatalogItem) -> None:
        super().__init__(data, instance=instance, initial={"version": instance.version})

    def typed_columns(self) -> dict[str, Any]:
        """The cleaned columns by field name, as ``update_item`` takes them."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


def _lines(value: str | None) -> list[str]:
    # A null character comes with pasted text and fits into no column of PostgreSQL.
    return [line.strip() for line in (value or "").replace("\x00", "").splitlines() if line.strip()]
