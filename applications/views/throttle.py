"""A brake on guessing and flooding of the public forms, per address and purpose."""

from django.core.cache import cache
from django.http import HttpRequest


def too_many(request: HttpRequest, purpose: str, *, limit: int, seconds: int) -> bool:
    """Count one try of this address and say whether it is over the limit in the running window."""
    key = f"throttle:{purpose}:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) > limit
    except ValueError:
        # The window ended between the two calls: this is the first try of a new one.
        cache.set(key, 1, timeout=seconds)
        return False
