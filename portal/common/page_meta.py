"""The meta tags that the 政府网站发展指引 (国办发〔2017〕47号) demands on every page, as data for the base template.

A view puts ``page_meta`` into its context: a column page gives a ColumnMeta, a content page gives both.
Site tags come from the settings; a page that names no column is counted to the home page.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import models


class ColumnType(models.TextChoices):
    """Categories of columns in the guideline that this portal uses."""

    HOME = "首页", "首页"
    ORGANIZATION = "机构职能", "机构职能"
    POLICY = "政策文件", "政策文件"
    GUIDE = "信息公开指南", "信息公开指南"
    DIRECTORY = "信息公开目录", "信息公开目录"
    ANNUAL_REPORT = "信息公开年报", "信息公开年报"
    APPLICATION = "依申请公开", "依申请公开"
    INTERPRETATION = "政策解读", "政策解读"
    OVERVIEW = "概况信息", "概况信息"


@dataclass(frozen=True, slots=True)
class ColumnMeta:
    """ColumnName, ColumnDescription, ColumnKeywords (separated by commas) and ColumnType."""

    name: str
    description: str
    keywords: str
    kind: str


@dataclass(frozen=True, slots=True)
class ArticleMeta:
    """ArticleTitle, PubDate, ContentSource; the optional ones are left out when empty. ``published_at`` is aware."""

    title: str
    published_at: datetime
    source: str
    keywords: str = ""
    author: str = ""
    description: str = ""
    image: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What a page says about itself."""

    column: ColumnMeta | None = None
    article: ArticleMeta | None = None
