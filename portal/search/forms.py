"""What may be typed into the search page, and the parameters of the API: one reading for both."""

from datetime import date
from typing import Any

from django import forms

from portal.search.backends.base import FILTERS, Sort
from portal.search.services import FacetValue, SearchRequest, SearchResult

_FIRST_YEAR = 1949


class SearchForm(forms.Form):
    """The words and the filters. A filter offers what the result has; any value is accepted, so links keep working."""

    q = forms.CharField(
        label="检索词", required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    organization = forms.CharField(label="公开机关", required=False, max_length=40, widget=forms.Select)
    kind = forms.CharField(label="类别", required=False, max_length=40, widget=forms.Select)
    document_type = forms.CharField(label="栏目", required=False, max_length=100, widget=forms.Select)
    domain = forms.CharField(label="领域", required=False, max_length=100, widget=forms.Select)
    validity = forms.CharField(label="有效性", required=False, max_length=40, widget=forms.Select)
    year = forms.IntegerField(
        label="年份",
        required=False,
        min_value=_FIRST_YEAR,
        max_value=2200,
        widget=forms.Select,
        error_messages={"invalid": "年份应为四位数字。"},
    )
    date_from = forms.DateField(
        label="发布日期从",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "日期不正确，请按“2026-03-01”的格式填写。"},
    )
    date_to = forms.DateField(
        label="到",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "日期不正确，请按“2026-03-01”的格式填写。"},
    )
    sort = forms.ChoiceField(
        label="排序",
        required=False,
        choices=[(Sort.RELEVANCE, "相关度"), (Sort.NEWEST, "最新发布在前"), (Sort.OLDEST, "最早发布在前")],
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("date_from"), cleaned.get("date_to")
        if isinstance(first, date) and isinstance(last, date) and first > last:
            self.add_error("date_to", "结束日期早于开始日期。")
        return cleaned

    def to_request(self, *, page: int, per_page: int) -> SearchRequest:
        """The question of a valid form."""
        given = {**self.cleaned_data, "sort": Sort(self.cleaned_data["sort"] or Sort.RELEVANCE)}
        return SearchRequest(**given, page=page, per_page=per_page)

    def offer(self, result: SearchResult | None) -> None:
        """Fill the selects with what the result has; a value that is set stays on offer even with no hit."""
        for name in (*FILTERS, "year"):
            offered = list(result.facets.get(name, [])) if result else []
            current = str(self.data.get(name, "")).strip()
            if current and current not in {facet.value for facet in offered}:
                offered.append(FacetValue(current, current, 0))
            if name == "year":
                offered.sort(key=lambda facet: facet.value, reverse=True)
            choices = [(facet.value, f"{facet.label}（{facet.count}）") for facet in offered]
            widget = self.fields[name].widget
            assert isinstance(widget, forms.Select), "every filter is a select"
            widget.choices = [("", "全部"), *choices]

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set beside the words."""
        return any(self.data.get(name) for name in (*FILTERS, "year", "date_from", "date_to"))
