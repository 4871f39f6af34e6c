"""WSGI entry point; mounts the portal under ``PORTAL_PREFIX`` when one is set.

A column of an existing government site usually lives under a path such as ``/zwgk``.
Some proxies pass that prefix on, some strip it: both are accepted here.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

_django = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    prefix = settings.PORTAL_PREFIX
    path = environ.get("PATH_INFO", "")
    if prefix and (path == prefix or path.startswith(prefix + "/")):
        environ["PATH_INFO"] = path[len(prefix) :] or "/"
    return _django(environ, start_response)
