"""Bounded pages for lists and the API: no list of this portal is unbounded."""

import re
from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

_SIZE = re.compile(r"[1-9][0-9]{0,2}")


def paginate(request: HttpRequest, queryset: "QuerySet | Sequence", per_page: int = 20) -> Page:
    """Return the page named by ``?page=``; a bad or too large number gives the nearest page, not an error."""
    return Paginator(queryset, per_page).get_page(request.GET.get("page"))


class ApiPagination(PageNumberPagination):
    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100

    def get_page_size(self, request: Request) -> int:
        """The wanted size; another than 1 to 100 is refused, so that nobody takes a part for the whole."""
        given = request.query_params.get(self.page_size_query_param, str(self.page_size))
        if not _SIZE.fullmatch(given) or int(given) > self.max_page_size:
            raise ValidationError({self.page_size_query_param: f"应当是1至{self.max_page_size}的整数。"})
        return int(given)
