"""What the API's lists may be narrowed down by."""

import django_filters
from django.db.models import QuerySet

from catalog.enums import DisclosureMode, GovernmentLevel, ReviewState, TimeLimitKind
from catalog.models import CatalogItem
from catalog.selectors import containing, of_level


class ItemFilter(django_filters.FilterSet):
    domain = django_filters.CharFilter(field_name="domain__slug", label="领域的网址标识，如 social-assistance")
    level1 = django_filters.CharFilter(label="一级事项，须完全一致")
    q = django_filters.CharFilter(method="search", label="事项、内容或公开主体里的词，多个词以空格分开")
    level = django_filters.ChoiceFilter(choices=GovernmentLevel, method="of_level", label="公开层级")
    mode = django_filters.ChoiceFilter(choices=DisclosureMode, label="公开方式")
    review_state = django_filters.ChoiceFilter(choices=ReviewState, label="核定状态")
    time_limit_kind = django_filters.ChoiceFilter(choices=TimeLimitKind, label="时限类型")

    class Meta:
        model = CatalogItem
        fields = ("domain", "level1", "q", "level", "mode", "review_state", "time_limit_kind")

    def search(self, queryset: QuerySet[CatalogItem], name: str, value: str) -> QuerySet[CatalogItem]:
        return containing(queryset, value)

    def of_level(self, queryset: QuerySet[CatalogItem], name: str, value: str) -> QuerySet[CatalogItem]:
        return of_level(queryset, value)
