"""Published documents as the search index sees them."""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from disclosure.enums import Validity
from disclosure.models import Document, DocumentFiling
from disclosure.selectors.documents import public_documents
from disclosure.services.body import body_text
from portal.search.entries import IndexEntry

_BATCH = 200


class DocumentSource:
    """What everybody may read; a document that is withdrawn is no longer yielded and so leaves the index."""

    kind = "document"
    label = "文件"

    def entries(self, ids: Iterable[int] | None) -> Iterator[IndexEntry]:
        documents = public_documents().order_by("id").select_related("organization", "column")
        if ids is not None:
            documents = documents.filter(pk__in=list(ids))
        filings = DocumentFiling.objects.select_related("item__domain").order_by("id")
        documents = documents.prefetch_related(Prefetch("filings", queryset=filings))
        for document in documents.iterator(chunk_size=_BATCH):
            yield _entry(document)

    def labels(self, name: str) -> Mapping[str, str]:
        return {str(value): str(label) for value, label in Validity.choices} if name == "validity" else {}


def _entry(document: Document) -> IndexEntry:
    assert document.published_at is not None, "public documents have a date"
    domains = [filing.item.domain.slug for filing in document.filings.all()]
    return IndexEntry(
        kind=DocumentSource.kind,
        object_id=document.pk,
        title=document.title,
        url=reverse("disclosure:document", args=[document.pk]),
        body="\n".join((body_text(document.body), "、".join(document.keywords))),
        summary=document.summary,
        document_number=document.document_number,
        organization_code=document.organization.code,
        organization_name=document.organization.name,
        published_on=timezone.localtime(document.published_at).date(),
        domain=domains[0] if domains else "",
        document_type=document.column.title if document.column else "",
        validity=document.validity,
    )
