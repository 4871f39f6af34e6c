"""Telling the next person in the chain that a document waits."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from disclosure.models import DocumentVersion
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.selectors import users_with
from portal.notifications.services import notify


def tell_reviewers(version: DocumentVersion, *, actor: User) -> None:
    """Everybody who may review in the organization and has not written the document."""
    document = version.document
    reviewers = users_with(Permission.DOCUMENT_REVIEW, document.organization)
    _tell("document.for_review", version, reviewers.exclude(pk__in=document.authors.values("pk")), actor=actor)


def tell_authors(version: DocumentVersion, *, actor: User, comment: str) -> None:
    _tell("document.returned", version, version.document.authors.filter(is_active=True), actor=actor, comment=comment)


def tell_publishers(version: DocumentVersion, *, actor: User) -> None:
    _tell(
        "document.approved",
        version,
        users_with(Permission.DOCUMENT_PUBLISH, version.document.organization),
        actor=actor,
    )


def _tell(event: str, version: DocumentVersion, recipients: QuerySet[User], *, actor: User, **facts: Any) -> None:
    document = version.document
    notify(
        event,
        recipients=recipients,
        context={
            "title": str(document),
            "organization": document.organization.name,
            "actor": str(actor),
            **facts,
        },
        link=reverse("disclosure:desk_document", args=[document.pk]),
        key=f"{event}:{document.pk}:{version.number}",
    )
