"""Log-in, log-out and failed attempts leave an audit entry."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from portal.accounts.models import User
from portal.audit.services import record


@receiver(user_logged_in)
def record_login(sender: object, user: User, **kwargs: Any) -> None:
    record("account.login", actor=user, target=user)


@receiver(user_logged_out)
def record_logout(sender: object, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        record("account.logout", actor=user, target=user)


@receiver(user_login_failed)
def record_failed_login(sender: object, credentials: dict[str, Any], **kwargs: Any) -> None:
    user = User.objects.filter(username=credentials.get("username", "")).first()
    if user is not None:
        record("account.login_failed", actor=None, target=user)
