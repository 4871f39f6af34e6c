"""Filters of the public lists; the API uses the same ones."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from disclosure.enums import Validity
from disclosure.models import Document
from disclosure.selectors.documents import containing, values_of, years_of
from portal.organizations.models import Organization

_ORDERINGS = (
    ("-published", "发布日期（新→旧）"),
    ("published", "发布日期（旧→新）"),
    ("-issued", "成文日期（新→旧）"),
    ("issued", "成文日期（旧→新）"),
)


class DocumentSearch(django_filters.FilterSet):
    """What the filters mean, for the pages and for the API."""

    class Meta:
        model = Document
        fields: list[str] = []

    def find(self, queryset: QuerySet[Document], name: str, value: str) -> QuerySet[Document]:
        """Every word must occur in the title, the number or the abstract."""
        return containing(queryset, value, "summary")

    def in_year(self, queryset: QuerySet[Document], name: str, value: str) -> QuerySet[Document]:
        """The year of the document itself; one without a date counts by its publication."""
        return queryset.filter(Q(issued_on__year=value) | Q(issued_on__isnull=True, published_at__year=value))

    def in_subject(self, queryset: QuerySet[Document], name: str, value: str) -> QuerySet[Document]:
        return queryset.filter(Q(subject_category=value) | Q(subject_category__startswith=f"{value}/"))


class DocumentFilter(DocumentSearch):
    """Filters of a page: a select offers only the values that occur in the list."""

    q = django_filters.CharFilter(
        label="标题或文号",
        method="find",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "如 公租房"}),
    )
    organization = django_filters.ModelChoiceFilter(
        label="发布机关", queryset=Organization.objects.filter(is_active=True), to_field_name="slug", empty_label="全部"
    )
    year = django_filters.ChoiceFilter(label="年份", method="in_year", empty_label="全部")
    genre = django_filters.ChoiceFilter(label="体裁", empty_label="全部")
    subject = django_filters.ChoiceFilter(label="主题分类", method="in_subject", empty_label="全部")
    validity = django_filters.ChoiceFilter(label="有效性", choices=Validity.choices, empty_label="全部")
    sort = django_filters.OrderingFilter(
        label="排序",
        fields=(("published_at", "published"), ("issued_on", "issued")),
        choices=_ORDERINGS,
        empty_label=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        documents = self.queryset
        for name, choices in (
            ("year", [(str(year), f"{year}年") for year in years_of(documents)]),
            ("genre", [(value, value) for value in values_of(documents, "genre")]),
            ("subject", _subjects(documents)),
        ):
            self.filters[name].extra["choices"] = choices


def _subjects(documents: QuerySet[Document]) -> list[tuple[str, str]]:
    """First levels of the themes that occur: ``城乡建设/住房`` counts to 城乡建设."""
    firsts = dict.fromkeys(value.split("/")[0] for value in values_of(documents, "subject_category"))
    return [(first, first) for first in firsts]


class WholeNumberFilter(django_filters.NumberFilter):
    """A year is a whole number: 2026.5 is refused instead of being cut off."""

    field_class = forms.IntegerField


class DocumentApiFilter(DocumentSearch):
    """Filters of the API: a value that does not occur gives an empty list, not an error."""

    q = django_filters.CharFilter(label="标题、文号或内容概述中的词", method="find")
    organization = django_filters.CharFilter(label="机关的网址标识", field_name="organization__slug")
    column = django_filters.CharFilter(label="栏目的网址标识", field_name="column__slug")
    year = WholeNumberFilter(label="成文年份", method="in_year", min_value=1900, max_value=2200)
    genre = django_filters.CharFilter(label="体裁")
    subject = django_filters.CharFilter(label="主题分类", method="in_subject")
    validity = django_filters.ChoiceFilter(label="有效性", choices=Validity.choices)
    published_after = django_filters.DateFilter(
        label="发布日期不早于", field_name="published_at", lookup_expr="date__gte"
    )
    published_before = django_filters.DateFilter(
        label="发布日期不晚于", field_name="published_at", lookup_expr="date__lte"
    )
