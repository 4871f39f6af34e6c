"""Everything that a document page shows, collected once for the page, the preview and the downloads."""

from dataclasses import dataclass

from django.db.models import QuerySet

from catalog.models import CatalogItem
from disclosure.enums import RelationKind
from disclosure.models import Attachment, Document, DocumentRelation, DocumentVersion
from disclosure.selectors.documents import public_documents

# How a relation reads from the page of its target.
_FROM_TARGET = {
    RelationKind.INTERPRETS: "相关解读",
    RelationKind.AMENDS: "被以下文件修改",
    RelationKind.REPEALS: "被以下文件废止",
    RelationKind.BASED_ON: "以本文件为依据",
    RelationKind.REPRINTS: "转载本文件",
}
_FROM_SOURCE = {
    RelationKind.INTERPRETS: "解读的文件",
    RelationKind.AMENDS: "修改的文件",
    RelationKind.REPEALS: "废止的文件",
    RelationKind.BASED_ON: "制定依据",
    RelationKind.REPRINTS: "转载自",
}


@dataclass(frozen=True, slots=True)
class RelatedGroup:
    """Documents that stand in one relation, under its heading."""

    label: str
    documents: list[Document]


@dataclass(frozen=True, slots=True)
class Reading:
    """``document`` is the row with state and numbers, ``content`` the unsaved copy of what the version froze."""

    document: Document
    content: Document
    version: DocumentVersion
    attachments: list[Attachment]
    related: list[RelatedGroup]
    items: list[CatalogItem]
    published_versions: list[DocumentVersion]


def read_document(document: Document, version: DocumentVersion) -> Reading:
    """Collect what a reader sees of one version of a document."""
    return Reading(
        document=document,
        content=version.restored(),
        version=version,
        attachments=_attachments_of(document, version),
        related=related_groups(document),
        items=items_of(document),
        published_versions=list(document.versions.filter(published_at__isnull=False).defer("content")),
    )


def _attachments_of(document: Document, version: DocumentVersion) -> list[Attachment]:
    """The files that the version names; a file that was taken off later is not offered."""
    frozen = {entry["sha256"] for entry in version.content["attachments"]}
    return [attachment for attachment in document.attachments.all() if attachment.sha256 in frozen]


def related_groups(document: Document) -> list[RelatedGroup]:
    """Public documents linked with this one, in both directions, grouped by what the link says."""
    public = public_documents().order_by()
    groups: dict[str, list[Document]] = {}
    for relation in _relations(document.relations_out.filter(target__in=public)):
        groups.setdefault(_FROM_SOURCE[RelationKind(relation.kind)], []).append(relation.target)
    for relation in _relations(document.relations_in.filter(source__in=public)):
        groups.setdefault(_FROM_TARGET[RelationKind(relation.kind)], []).append(relation.source)
    return [RelatedGroup(label, documents) for label, documents in groups.items()]


def _relations(relations: "QuerySet[DocumentRelation]") -> "QuerySet[DocumentRelation]":
    return relations.select_related("source", "target").defer("source__body", "target__body")


def items_of(document: Document) -> list[CatalogItem]:
    """Catalog items under which the document is filed."""
    return list(CatalogItem.objects.filter(pk__in=document.filings.values("item")).select_related("domain"))
