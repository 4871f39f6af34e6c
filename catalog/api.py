"""The catalog as open data: domains and items, read-only."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.throttling import AnonRateThrottle
from rest_framework.viewsets import ReadOnlyModelViewSet

from catalog.enums import GovernmentLevel
from catalog.filters import ItemFilter
from catalog.models import CatalogDomain, CatalogItem
from catalog.selectors import counted_domains, filed_documents, visible_items


class DomainSerializer(serializers.ModelSerializer):
    aliases = serializers.ListField(child=serializers.CharField(), help_text="试点时期的名称和通用别称")
    item_count = serializers.IntegerField(help_text="公开事项数")
    unconfirmed_count = serializers.IntegerField(help_text="其中待核的事项数")

    class Meta:
        model = CatalogDomain
        fields = (
            "slug",
            "order",
            "name",
            "aliases",
            "ministry",
            "description",
            "item_count",
            "unconfirmed_count",
        )


class ChannelSerializer(serializers.Serializer):
    name = serializers.CharField(help_text="公开渠道和载体的名称")
    # The name of the column hides the option of the same name in Field, which no instance of this class uses.
    required = serializers.BooleanField(  # type: ignore[assignment]
        help_text="真为必选（■），假为可选（□）"
    )


class ItemSerializer(serializers.ModelSerializer):
    domain: serializers.Field = serializers.SlugRelatedField("slug", read_only=True, help_text="领域的网址标识")
    legal_basis = serializers.ListField(child=serializers.CharField(), help_text="公开依据")
    channels = ChannelSerializer(many=True, help_text="公开渠道和载体")
    levels = serializers.ListField(child=serializers.ChoiceField(GovernmentLevel.choices), help_text="公开层级")
    document_count = serializers.SerializerMethodField(help_text="归入本事项的已公开文件数")

    class Meta:
        model = CatalogItem
        fields = (
            "id",
            "domain",
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
            "review_state",
            "confirmed_at",
            "updated_at",
            "document_count",
        )

    def get_document_count(self, item: CatalogItem) -> int:
        counts: dict[int, int] = self.context["document_counts"]
        return counts.get(item.pk, 0)


@extend_schema_view(list=extend_schema(summary="领域列表"), retrieve=extend_schema(summary="一个领域"))
@extend_schema(tags=["标准目录"])
class DomainViewSet(ReadOnlyModelViewSet):
    """试点领域。"""

    serializer_class = DomainSerializer
    permission_classes = (AllowAny,)
    throttle_classes = (AnonRateThrottle,)
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[CatalogDomain]:
        return counted_domains()


@extend_schema_view(list=extend_schema(summary="事项列表"), retrieve=extend_schema(summary="一个事项"))
@extend_schema(tags=["标准目录"])
class ItemViewSet(ReadOnlyModelViewSet):
    """标准目录事项。review_state 为 UNCONFIRMED 的事项待核，以核定后的内容为准。"""

    serializer_class = ItemSerializer
    permission_classes = (AllowAny,)
    throttle_classes = (AnonRateThrottle,)
    filterset_class = ItemFilter
    _counts: dict[int, int] = {}

    def get_queryset(self) -> QuerySet[CatalogItem]:
        return visible_items()

    def paginate_queryset(self, queryset: Any) -> Any:
        """Count the documents of the whole page at once."""
        page = super().paginate_queryset(queryset)
        self._counts = filed_documents().counts_by_item([item.pk for item in page or []])
        return page

    def get_object(self) -> CatalogItem:
        item: CatalogItem = super().get_object()
        self._counts = filed_documents().counts_by_item([item.pk])
        return item

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "document_counts": self._counts}


ROUTES = [
    ("catalog/domains", DomainViewSet, "catalog-domain"),
    ("catalog/items", ItemViewSet, "catalog-item"),
]
