"""A brake on guessing and flooding of the public forms, per address and purpose."""

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def too_many(request: HttpRequest, purpose: str, *, limit: int, seconds: int) -> bool:
    """Count one try of this address and say whether it is over the limit in the running window."""
    # The window is part of the key: the cache in files forgets a key's time when it counts up.
    window = int(time.time()) // seconds
    key = f"throttle:{purpose}:{window}:{_address(request)}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) > limit
    except ValueError:
        # The window ended between the two calls: this is the first try of a new one.
        cache.set(key, 1, timeout=seconds)
        return False


def _address(request: HttpRequest) -> str:
    """The visitor's address. Behind the proxy it is the last one named: those before it the visitor can invent."""
    named = request.headers.get("X-Forwarded-For", "") if settings.TRUST_PROXY else ""
    return named.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
