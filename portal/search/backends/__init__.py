"""The engine named by the setting ``SEARCH``: one object per process and folder."""

from functools import cache
from pathlib import Path
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from portal.search.backends.base import SearchBackend


def get_backend() -> SearchBackend:
    return _backend(str(settings.SEARCH["BACKEND"]), index_folder())


def index_folder() -> Path:
    """The folder in which the index and the lock of its writer live."""
    return Path(str(settings.SEARCH["PATH"]))


@cache
def _backend(engine: str, folder: Path) -> SearchBackend:
    return cast("SearchBackend", import_string(engine)(folder))
