"""Bounded pages for lists and the API: no list of this portal is unbounded."""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from rest_framework.pagination import PageNumberPagination


def paginate(request: HttpRequest, queryset: "QuerySet | Sequence", per_page: int = 20) -> Page:
    """Return the page named by ``?page=``; a bad or too large number gives the nearest page, not an error."""
    return Paginator(queryset, per_page).get_page(request.GET.get("page"))


class ApiPagination(PageNumberPagination):
    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100
