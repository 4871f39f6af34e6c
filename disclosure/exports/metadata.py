"""The metadata table of a document, the same on the page and in every file."""

from datetime import date, datetime

from django.utils import timezone

from disclosure.enums import Validity
from disclosure.selectors.reading import Reading


def metadata_rows(reading: Reading) -> list[tuple[str, str]]:
    """Label and value of each line of the table in the official order; what is not there is left out."""
    document, content = reading.document, reading.content
    rows = [
        ("索引号", document.index_number or ""),
        ("主题分类", content.subject_category.replace("/", "、")),
        ("发文机关", content.issuer),
        ("成文日期", long_day(content.issued_on)),
        ("标题", content.title),
        ("发文字号", content.document_number),
        ("发布日期", long_day(reading.version.published_at)),
        ("有效性", validity_line(reading)),
        ("公开方式", content.get_disclosure_attribute_display()),
        ("体裁", content.genre),
        ("关键词", "、".join(content.keywords)),
        ("内容概述", content.summary),
    ]
    return [(label, value) for label, value in rows if value]


def validity_line(reading: Reading) -> str:
    """有效（自2027年01月01日起施行，有效期至…）: the state with the dates that explain it."""
    content = reading.content
    dates = []
    if content.effective_on:
        dates.append(f"自{long_day(content.effective_on)}起施行")
    if content.expires_on:
        dates.append(f"有效期至{long_day(content.expires_on)}")
    label = str(Validity(reading.document.validity).label)
    return f"{label}（{'，'.join(dates)}）" if dates else label


def long_day(value: date | datetime | None) -> str:
    """2026年11月06日; empty for an unknown day."""
    if value is None:
        return ""
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return f"{day:%Y年%m月%d日}"
