"""Validity (有效性) that follows from dates and from documents that amend or repeal."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from disclosure.enums import DocumentStatus, RelationKind, Validity
from disclosure.models import Document, DocumentRelation
from portal.audit.services import record
from portal.search.indexing import mark_changed

# What an amending or repealing document makes of its target, and the validities that it can still change.
_EFFECTS = {
    RelationKind.AMENDS: (Validity.AMENDED, (Validity.IN_FORCE,)),
    RelationKind.REPEALS: (Validity.REPEALED, (Validity.IN_FORCE, Validity.AMENDED)),
}
# A repealed document does not fall out of force once more.
_CAN_LAPSE = (Validity.IN_FORCE, Validity.AMENDED)


@transaction.atomic
def switch_validity(on: date) -> list[Document]:
    """Bring the validity of published documents up to date and return the changed ones.

    A document is out of force (失效) from the day after 有效期至; an amendment or a repeal works from the day on
    which the amending document takes effect. Running it twice, or after missed days, gives the same result.
    """
    lapsed = Document.objects.select_for_update().filter(
        status=DocumentStatus.PUBLISHED, expires_on__lt=on, validity__in=_CAN_LAPSE
    )
    changed = [_set_validity(document, Validity.EXPIRED) for document in lapsed]
    for relation in _working_relations(on):
        changed.extend(_apply(relation))
    return changed


def validity_on(document: Document, day: date) -> Validity:
    """The validity with which a document goes public: a period that is over does not wait for the daily run."""
    lapsed = document.expires_on is not None and document.expires_on < day
    return Validity.EXPIRED if lapsed and document.validity in _CAN_LAPSE else Validity(document.validity)


def apply_relations_of(document: Document, *, on: date) -> None:
    """Let a document that has just been published or linked work on its targets, if it is in effect."""
    for relation in _working_relations(on).filter(Q(source=document) | Q(target=document)):
        _apply(relation)


def _working_relations(on: date) -> QuerySet[DocumentRelation]:
    return DocumentRelation.objects.filter(
        Q(source__effective_on__isnull=True) | Q(source__effective_on__lte=on),
        kind__in=_EFFECTS,
        source__status=DocumentStatus.PUBLISHED,
        target__status=DocumentStatus.PUBLISHED,
        target__validity__in=(Validity.IN_FORCE, Validity.AMENDED),
    ).order_by("id")


def _apply(relation: DocumentRelation) -> list[Document]:
    validity, changeable = _EFFECTS[RelationKind(relation.kind)]
    target = Document.objects.select_for_update().get(pk=relation.target_id)
    return [_set_validity(target, validity)] if target.validity in changeable else []


def _set_validity(document: Document, validity: Validity) -> Document:
    document.validity = validity
    document.save(update_fields=["validity", "updated_at"])
    mark_changed("document", document.pk)
    record("document.validity", actor=None, target=document, organization=document.organization.code, validity=validity)
    return document
