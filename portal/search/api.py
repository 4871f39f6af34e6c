"""Searching through the API."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework.viewsets import ViewSet

from portal.search.backends.base import Sort
from portal.search.forms import SearchForm
from portal.search.services import MAX_PER_PAGE, search

_DEFAULT_PAGE_SIZE = 20


class HitSerializer(serializers.Serializer):
    kind = serializers.CharField(source="entry.kind", help_text="类别")
    id = serializers.IntegerField(source="entry.object_id", help_text="在该类别中的编号")
    title = serializers.CharField(source="entry.title", help_text="标题")
    url = serializers.CharField(source="entry.url", help_text="页面地址（本站路径）")
    snippet = serializers.CharField(help_text="摘录，HTML，检索词在 mark 元素中")
    document_number = serializers.CharField(source="entry.document_number", help_text="发文字号")
    organization = serializers.CharField(source="entry.organization_code", help_text="公开机关的统一社会信用代码")
    organization_name = serializers.CharField(source="entry.organization_name", help_text="公开机关名称")
    published_on = serializers.DateField(source="entry.published_on", allow_null=True, help_text="发布日期")
    domain = serializers.CharField(source="entry.domain", help_text="领域")
    document_type = serializers.CharField(source="entry.document_type", help_text="栏目")
    validity = serializers.CharField(source="entry.validity", help_text="有效性")


class FacetSerializer(serializers.Serializer):
    value = serializers.CharField(help_text="筛选用的值")
    # The name of the column hides the option of the same name in Field, which no instance of this class uses.
    label = serializers.CharField(help_text="名称")  # type: ignore[assignment]
    count = serializers.IntegerField(help_text="条数")


class ResultSerializer(serializers.Serializer):
    count = serializers.IntegerField(source="total", help_text="总条数")
    page = serializers.IntegerField(help_text="本页页码，从1起")
    pages = serializers.IntegerField(help_text="总页数")
    loosened = serializers.BooleanField(help_text="真表示没有同时包含全部检索词的结果，返回的只包含其中一部分")
    results = HitSerializer(source="hits", many=True)
    facets = serializers.DictField(child=FacetSerializer(many=True), help_text="各筛选项的可选值与条数")


class PageSerializer(serializers.Serializer):
    page = serializers.IntegerField(min_value=1, max_value=100_000, default=1)
    page_size = serializers.IntegerField(min_value=1, max_value=MAX_PER_PAGE, default=_DEFAULT_PAGE_SIZE)


def _parameter(name: str, description: str, kind: Any = OpenApiTypes.STR, **options: Any) -> OpenApiParameter:
    return OpenApiParameter(name, kind, description=description, **options)


@extend_schema(tags=["检索"])
class SearchViewSet(ViewSet):
    """全站检索。"""

    permission_classes = (AllowAny,)
    throttle_classes = (AnonRateThrottle,)

    @extend_schema(
        operation_id="search",
        responses=ResultSerializer,
        parameters=[
            _parameter("q", "检索词或发文字号（括号、全半角、简繁体不限）；不填则列出全部，最长200字"),
            _parameter("organization", "公开机关的统一社会信用代码"),
            _parameter("kind", "类别，取值见返回的 facets"),
            _parameter("document_type", "栏目，取值见返回的 facets"),
            _parameter("domain", "领域，取值见返回的 facets"),
            _parameter("validity", "有效性，取值见返回的 facets"),
            _parameter("year", "发布年份", OpenApiTypes.INT),
            _parameter("date_from", "发布日期不早于", OpenApiTypes.DATE),
            _parameter("date_to", "发布日期不晚于", OpenApiTypes.DATE),
            _parameter("sort", "排序，默认按相关度", enum=[sort.value for sort in Sort]),
            _parameter("page", "页码，从1起；超出时返回最后一页", OpenApiTypes.INT),
            _parameter("page_size", f"每页条数，默认{_DEFAULT_PAGE_SIZE}，最多{MAX_PER_PAGE}", OpenApiTypes.INT),
        ],
    )
    def list(self, request: Request) -> Response:
        """检索已公开的文件和标准目录事项。"""
        paging = PageSerializer(data=request.query_params)
        paging.is_valid(raise_exception=True)
        form = SearchForm(request.query_params)
        if not form.is_valid():
            raise ValidationError(
                {name: [str(problem) for problem in problems] for name, problems in form.errors.items()}
            )
        asked = form.to_request(page=paging.validated_data["page"], per_page=paging.validated_data["page_size"])
        return Response(ResultSerializer(search(asked)).data)


ROUTES = [("search", SearchViewSet, "search")]
