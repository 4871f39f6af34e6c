"""What the pages of the column say about themselves in their meta tags (law: 政府网站发展指引)."""

from django.urls import reverse

from disclosure.enums import ColumnPart
from disclosure.models import Column, Document, DocumentVersion
from portal.common.page_meta import ArticleMeta, ColumnMeta, ColumnType, PageMeta
from portal.organizations.models import Organization

_BASE_KEYWORDS = "政府信息公开"


def named_meta(name: str, description: str, kind: str) -> PageMeta:
    """Meta tags of a column page that is not a row of the column tree."""
    keywords = ",".join(dict.fromkeys((_BASE_KEYWORDS, name)))
    return PageMeta(column=ColumnMeta(name=name, description=description, keywords=keywords, kind=kind))


def home_meta(organization: Organization) -> PageMeta:
    return named_meta(
        "政府信息公开",
        f"{organization.name}政府信息公开指南、制度、法定主动公开内容、年报和依申请公开。",
        ColumnType.DIRECTORY,
    )


def guide_meta(organization: Organization) -> PageMeta:
    return named_meta(
        ColumnPart.GUIDE.label,
        f"{organization.name}政府信息的分类、编排体系、获取方式和政府信息公开工作机构的联系方式。",
        ColumnType.GUIDE,
    )


def column_meta(column: Column) -> PageMeta:
    return PageMeta(column=_column_tags(column))


def article_meta(document: Document, version: DocumentVersion, address: str) -> PageMeta:
    """Meta tags of a document page; an earlier version keeps the date on which it was published itself."""
    assert document.column is not None, "published documents have a column"
    assert version.published_at is not None, "published versions have a date"
    content = version.restored()
    article = ArticleMeta(
        title=content.title,
        published_at=version.published_at,
        source=content.issuer,
        keywords=",".join(content.keywords),
        description=content.summary,
        url=address,
    )
    return PageMeta(column=_column_tags(document.column), article=article)


def _column_tags(column: Column) -> ColumnMeta:
    keywords = f"{_BASE_KEYWORDS},{column.title}"
    return ColumnMeta(name=column.title, description=column.description, keywords=keywords, kind=column.page_type)


def column_address(column: Column) -> str:
    return reverse("disclosure:list", args=[column.organization.slug, column.slug])
