"""A searchable kind made of organizations: real rows, a real source."""

import pytest
from django.urls import reverse

from portal.organizations.models import Organization
from portal.search import registry
from portal.search.entries import IndexEntry
from portal.search.indexing import mark_changed


class OrganizationSource:
    """Organizations that are in use; what is taken out of use leaves the index."""

    kind = "office"
    label = "机关"

    def entries(self, ids):
        rows = Organization.objects.filter(is_active=True).order_by("id")
        for row in rows if ids is None else rows.filter(pk__in=ids):
            yield IndexEntry(
                kind=self.kind,
                object_id=row.pk,
                title=row.name,
                url=f"{reverse('search:results')}#{row.slug}",
                body=row.introduction,
                document_number=row.letter_prefix,
                organization_code=row.code,
                organization_name=row.name,
                validity="IN_USE",
            )

    def labels(self, name):
        return {"IN_USE": "启用"} if name == "validity" else {}


@pytest.fixture
def source(monkeypatch):
    monkeypatch.setattr(registry, "_sources", {})
    registry.register_source(OrganizationSource())


@pytest.fixture
def make_office(db, source):
    """Create an organization and queue it for the index, as a service of a feature does."""

    def make(name, introduction="", **fields):
        number = Organization.objects.count() + 1
        office = Organization.objects.create(
            name=name,
            short_name=name,
            code=f"{number:018d}",
            slug=f"office-{number}",
            level="CITY_DEPARTMENT",
            path=f"/{number}/",
            letter_prefix=fields.pop("letter_prefix", f"云{number}公开"),
            disclosure_office_name="办公室",
            address="府前路1号",
            office_hours="工作日",
            phone="0000",
            reconsideration_body="云澜市人民政府",
            litigation_court="云澜市中级人民法院",
            introduction=introduction,
            **fields,
        )
        mark_changed("office", office.pk)
        return office

    return make
