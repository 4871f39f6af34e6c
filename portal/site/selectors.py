"""What the home page and the site map show, gathered from the features."""

from dataclasses import dataclass

from disclosure.models import Document
from disclosure.selectors.documents import for_list, public_documents
from portal.organizations.enums import OrganizationLevel
from portal.organizations.models import Organization
from portal.organizations.selectors import active_organizations

_LATEST = 10
_LEVELS = (
    ("政府及部门", (OrganizationLevel.CITY_GOVERNMENT, OrganizationLevel.CITY_DEPARTMENT)),
    (
        "县、乡镇",
        (OrganizationLevel.COUNTY_GOVERNMENT, OrganizationLevel.COUNTY_DEPARTMENT, OrganizationLevel.TOWNSHIP),
    ),
)


@dataclass(frozen=True, slots=True)
class LevelGroup:
    """Organizations under one heading."""

    title: str
    organizations: list[Organization]


def lead_organization() -> Organization | None:
    """The organ the site belongs to: the first without a superior; None on an empty portal."""
    return active_organizations().filter(parent=None).first()


def organizations_by_level() -> list[LevelGroup]:
    """Active organizations under their headings, in one query; empty headings are left out."""
    found = list(active_organizations())
    groups = [LevelGroup(title, [o for o in found if o.level in levels]) for title, levels in _LEVELS]
    return [group for group in groups if group.organizations]


def latest_documents() -> list[Document]:
    """The newest public documents of every organization."""
    return list(for_list(public_documents())[:_LATEST])
