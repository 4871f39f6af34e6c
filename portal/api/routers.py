"""Assembling the viewsets of the feature packages under one router."""

from collections.abc import Iterable

from django.urls import URLPattern, URLResolver
from django.views.decorators.http import conditional_page
from rest_framework.routers import SimpleRouter
from rest_framework.viewsets import ViewSetMixin

Route = tuple[str, type[ViewSetMixin], str]


class ConditionalRouter(SimpleRouter):
    """Every answer carries an ETag, and an unchanged one is 304: harvesters come back for the same lists daily."""

    def get_urls(self) -> list[URLPattern | URLResolver]:
        urls = super().get_urls()
        for url in urls:
            if isinstance(url, URLPattern):
                url.callback = conditional_page(url.callback)
        return urls


def assemble(routes: Iterable[Route]) -> ConditionalRouter:
    """A router with the routes of every package: prefix below the version, viewset, name of the addresses."""
    router = ConditionalRouter()
    for prefix, viewset, basename in routes:
        router.register(prefix, viewset, basename=basename)
    return router
