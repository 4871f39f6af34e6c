"""Who may do what with a document: default deny, and nobody reviews what he wrote."""

from django.contrib.auth.models import AnonymousUser

from disclosure.models import Document
from disclosure.workflow import Action, Transition, transitions_from
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.policies import has_permission, require_permission
from portal.common.exceptions import NotPermitted

_SECOND_PERSON_ACTIONS = frozenset({Action.APPROVE, Action.RETURN})


def is_author(user: User | AnonymousUser, document: Document) -> bool:
    """True for everybody who wrote or changed the draft."""
    return user.is_authenticated and (document.created_by_id == user.pk or document.authors.filter(pk=user.pk).exists())


def can_perform(user: User | AnonymousUser, row: Transition, document: Document) -> bool:
    """True when the user holds the permission and, for a review, is a second person."""
    if not has_permission(user, row.permission, document.organization):
        return False
    return row.action not in _SECOND_PERSON_ACTIONS or not is_author(user, document)


def available_actions(user: User | AnonymousUser, document: Document) -> set[Action]:
    """What the desk offers this user for this document now, read from the same table as the services."""
    return {row.action for row in transitions_from(document.status) if can_perform(user, row, document)}


def require_action(actor: User | None, row: Transition, document: Document) -> None:
    """Raise NotPermitted unless the actor may; None is the system, which may only prepare drafts (import)."""
    if actor is None:
        if row.action is not Action.EDIT:
            raise NotPermitted(f"“{row.action.label}”必须由有权限的人员办理。")
        return
    require_permission(actor, row.permission, document.organization)
    if row.action in _SECOND_PERSON_ACTIONS and is_author(actor, document):
        raise NotPermitted("起草或者修改过本文件的人员不能审核，请由另一人审核。")


def can_file(user: User | AnonymousUser, document: Document) -> bool:
    """Filing under catalog items is open to the editors and to the catalog managers of the organization."""
    return has_permission(user, Permission.DOCUMENT_DRAFT, document.organization) or has_permission(
        user, Permission.CATALOG_EDIT, document.organization
    )


def require_filing(actor: User | None, document: Document) -> None:
    if actor is not None and not can_file(actor, document):
        raise NotPermitted(f"您在{document.organization.name}没有把文件归入公开事项的权限。")
