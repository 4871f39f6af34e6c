"""The metadata table of a document, the same on the page and in every file."""

from disclosure.enums import Validity
from disclosure.selectors.reading import Reading
from portal.common.templatetags.portal_tags import chinese_day


def metadata_rows(reading: Reading) -> list[tuple[str, str]]:
    """Label and value of each line of the table in the official order; what is not there is left out."""
    document, content = reading.document, reading.content
    rows = [
        ("索引号", document.index_number or ""),
        ("主题分类", content.subject_category.replace("/", "、")),
        ("发文机关", content.issuer),
        ("成文日期", chinese_day(content.issued_on)),
        ("标题", content.title),
        ("发文字号", content.document_number),
        ("发布日期", chinese_day(reading.version.published_at)),
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
        dates.append(f"自{chinese_day(content.effective_on)}起施行")
    if content.expires_on:
        dates.append(f"有效期至{chinese_day(content.expires_on)}")
    label = str(Validity(reading.document.validity).label)
    return f"{label}（{'，'.join(dates)}）" if dates else label
