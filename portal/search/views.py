"""The public results page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.common.exceptions import NotAvailable
from portal.search.forms import SearchForm
from portal.search.services import SearchResult, search

_PER_PAGE = 10


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show one page of results; 503 with a plain sentence while there is no index, never an error page."""
    form = SearchForm(request.GET)
    result, problem = None, ""
    if form.is_valid():
        try:
            result = search(form.to_request(page=_page_number(request), per_page=_PER_PAGE))
        except NotAvailable as error:
            problem = error.message
    form.offer(result)
    context = {
        "form": form,
        "result": result,
        "problem": problem,
        "page": _pages(result),
        "search_words": request.GET.get("q", "").strip()[:200],
    }
    return render(request, "search/results.html", context, status=503 if problem else 200)


def _page_number(request: HttpRequest) -> int:
    given = request.GET.get("page", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 1


def _pages(result: SearchResult | None) -> object:
    """The page navigation, over the numbers of the hits: the hits themselves are in the result."""
    return Paginator(range(result.total), _PER_PAGE).get_page(result.page) if result else None
