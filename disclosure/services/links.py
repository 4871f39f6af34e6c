"""Relations between documents, and filing under items of the standard catalog."""

from datetime import date

from django.db import transaction

from catalog.models import CatalogItem
from disclosure.enums import RelationKind
from disclosure.models import Document, DocumentFiling, DocumentRelation
from disclosure.policies import require_filing
from disclosure.services.validity import apply_relations_of
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.policies import require_permission
from portal.audit.services import record
from portal.common.exceptions import InvalidInput, NotPermitted
from portal.search.indexing import mark_changed

_CHANGING = frozenset({RelationKind.AMENDS, RelationKind.REPEALS})


@transaction.atomic
def relate_documents(
    source: Document, *, target: Document, kind: RelationKind, actor: User | None, on: date
) -> DocumentRelation:
    """Link two documents; the page of either shows it. Linking again changes nothing.

    Amending and repealing is for the organ that made the target or one above it (谁制定谁清理); it changes the
    target's validity once the source is published and in effect.
    """
    if actor is not None:
        require_permission(actor, Permission.DOCUMENT_DRAFT, source.organization)
    if source.pk == target.pk:
        raise InvalidInput("不能与文件自身建立关系。", field="target")
    if kind in _CHANGING and not target.organization.path.startswith(source.organization.path):
        raise NotPermitted("只能修改、废止本机关或者下级机关制定的文件。")
    if kind in _CHANGING and source.relations_in.filter(source=target, kind__in=_CHANGING).exists():
        raise InvalidInput("对方文件已经登记为修改或者废止本文件，两者不能互相修改、废止。", field="target")
    relation, created = DocumentRelation.objects.get_or_create(source=source, target=target, kind=kind)
    if created:
        apply_relations_of(source, on=on)
        _note_change("document.relate", relation, actor)
    return relation


@transaction.atomic
def unrelate_documents(relation: DocumentRelation, *, actor: User) -> Document:
    """Remove a link; a validity that it caused stays until somebody corrects it."""
    require_permission(actor, Permission.DOCUMENT_DRAFT, relation.source.organization)
    _note_change("document.unrelate", relation, actor)
    relation.delete()
    return relation.source


def _note_change(action: str, relation: DocumentRelation, actor: User | None) -> None:
    mark_changed("document", relation.source_id)
    mark_changed("document", relation.target_id)
    record(
        action,
        actor=actor,
        target=relation.source,
        organization=relation.source.organization.code,
        kind=relation.kind,
        other=relation.target_id,
    )


@transaction.atomic
def file_under_item(document: Document, *, item: CatalogItem, actor: User | None) -> DocumentFiling:
    """File the document under a catalog item (公开事项); filing again changes nothing."""
    require_filing(actor, document)
    filing, created = DocumentFiling.objects.get_or_create(document=document, item=item, defaults={"filed_by": actor})
    if created:
        _note_filing("document.file", filing, actor)
    return filing


@transaction.atomic
def unfile(document: Document, *, item: CatalogItem, actor: User | None) -> Document:
    """Take the document off a catalog item; doing it twice is harmless."""
    require_filing(actor, document)
    for filing in DocumentFiling.objects.filter(document=document, item=item):
        _note_filing("document.unfile", filing, actor)
        filing.delete()
    return document


def _note_filing(action: str, filing: DocumentFiling, actor: User | None) -> None:
    mark_changed("document", filing.document_id)
    record(
        action,
        actor=actor,
        target=filing.document,
        organization=filing.document.organization.code,
        item=filing.item_id,
        item_name=str(filing.item),
    )
