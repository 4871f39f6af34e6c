"""Saved web pages of government sites: the article, the information table and the meta tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from disclosure.recognition.chars import visible
from disclosure.recognition.readers.html_article import article_of, text_length
from disclosure.recognition.readers.text import decode
from disclosure.recognition.source import Line, SourceText, UnreadableFile
from disclosure.recognition.web import LABELS, read_page_lines

_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "section", "article", "dl",
    "dt", "dd", "blockquote", "pre", "center", "header", "main", "figure", "caption", "fieldset", "body", "hr", "address",
}  # fmt: skip
_SKIPPED = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "button",
    "select",
    "input",
    "textarea",
    "nav",
    "footer",
    "aside",
    "head",
    "object",
}
# Mandatory meta tags of government sites and the field each one fills.
_META = {
    "articletitle": "标题", "pubdate": "发布日期", "publishdate": "发布日期", "contentsource": "来源",
    "filenum": "文号", "documentnumber": "文号", "indexnumber": "索引号",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read_html(content: bytes) -> SourceText:
    """Read an HTML page. Raises UnreadableFile when nothing of it is text."""
    text, problems = _decoded(content)
    root = _parsed(text)
    metadata = _meta_tags(root)
    # Before the article is looked for: the table may stand in what is dropped as navigation then.
    metadata = {**_information(root), **metadata}
    article = article_of(root)
    if "标题" not in metadata and (title := _page_title(root, article)):
        metadata["标题"] = title
    lines = tuple(_Walker().lines(article))
    if not any(line.text or line.cells for line in lines):
        raise UnreadableFile("网页中没有文字（内容可能由脚本生成）；请在浏览器中打开后复制正文另存。")
    return SourceText("html", lines, {name: value for name, value in metadata.items() if value}, tuple(problems))


def _decoded(content: bytes) -> tuple[str, list[str]]:
    """The charset the page declares goes first, then the detection for plain text."""
    declared = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]+)", content[:4096], re.IGNORECASE)
    if declared and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = declared[1].decode("ascii").lower()
        try:
            return content.decode("gb18030" if name.startswith("gb") else name), []
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content)


def _parsed(text: str) -> Any:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    # Word writes o:p and conditional comments; the parser takes them as unknown tags.
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return lxml_html.document_fromstring(text, parser=parser)
    except etree.ParserError as error:
        raise UnreadableFile("网页是空的，没有任何内容。") from error


def _meta_tags(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = (tag.get("name") or "").strip().lower()
        if name in _META and (tag.get("content") or "").strip():
            found.setdefault(_META[name], visible(tag.get("content")).strip())
    return found


def _page_title(root: Any, article: Any) -> str:
    """The heading above the article; it may carry the name of the site behind a dash."""
    for heading in root.iter("h1", "h2"):
        text = visible(heading.text_content()).strip()
        if (
            len(text) >= 8
            and article not in heading.iterancestors()
            and not any(parent.tag in ("nav", "footer") for parent in heading.iterancestors())
        ):
            return text
    for heading in root.iter("title"):
        return re.split(
            r"\s*[-_|–—]\s*(?=[^-_|–—]*(?:网|政府|门户|平台|局|委|办)[^-_|–—]*$)",
            visible(heading.text_content()).strip(),
        )[0]
    return ""


def _information(root: Any) -> dict[str, str]:
    """The information table (索引号, 发文机关, 成文日期, ...), wherever on the page it stands."""
    walker = _Walker()
    found: dict[str, str] = {}
    for element in root.iter("table", "ul", "dl", "div", "p"):
        if text_length(element) > 1500:
            continue
        content = re.sub(r"\s+", "", element.text_content())
        if (
            sum(
                1
                for label in (
                    "索引号",
                    "文号",
                    "发文字号",
                    "成文日期",
                    "发布日期",
                    "发文机关",
                    "发布机构",
                    "生成日期",
                    "公开方式",
                )
                if label in content
            )
            >= 2
        ):
            lines = [line for line in walker.lines(element) if line.text or line.cells]
            _, metadata = read_page_lines(_paired(lines))
            for name, value in metadata.items():
                found.setdefault(name, value)
    return found


def _paired(lines: list[Line]) -> list[Line]:
    """Labels and values in elements of their own become one line each."""
    paired: list[Line] = []
    for line in lines:
        label = re.sub(r"[\s:：【】]", "", paired[-1].text) if paired and not paired[-1].cells else ""
        own = re.sub(r"[\s:：【】]", "", line.text)
        if label in LABELS and not line.cells and own not in LABELS and not re.match(r"^.{2,8}[:：]", line.text):
            paired[-1] = Line(f"{label}：{line.text}")
        else:
            paired.append(line)
    return paired


class _Walker:
    """Turns a subtree into lines: a block element or <br> ends a line, a data table gives rows."""

    def lines(self, element: Any) -> Iterator[Line]:
        buffer: list[str] = []
        yield from self._walk(element, buffer, "", "")
        yield from _flush(buffer, "", "")

    def _walk(self, element: Any, buffer: list[str], align: str, style: str) -> Iterator[Line]:
        if not isinstance(element.tag, str) or element.tag in _SKIPPED or _HIDDEN.search(element.get("style") or ""):
            return
        if element.tag == "table" and not is_layout_table(element):
            yield from _flush(buffer, align, style)
            yield from _rows(element)
            return
        if element.tag == "pre":
            yield from _flush(buffer, align, style)
            yield from (Line(visible(line).strip()) for line in element.text_content().splitlines())
            return
        block = element.tag in _BLOCKS
        if block:
            yield from _flush(buffer, align, style)
            align, style = _alignment(element) or align, _style_of(element) or style
        buffer.append(_inline(element.text))
        for child in element:
            if child.tag == "br":
                yield from _flush(buffer, align, style)
            else:
                yield from self._walk(child, buffer, align, style)
            buffer.append(_inline(child.tail))
        if block:
            yield from _flush(buffer, align, style)


def _inline(text: str | None) -> str:
    """White space of the source as one space, or one line break where it held any."""
    return re.sub(
        r"[\r\n\t ]+", lambda found: "\n" if "\n" in found.group() or "\r" in found.group() else " ", text or ""
    )


def _flush(buffer: list[str], align: str, style: str) -> Iterator[Line]:
    """A line break of the source means nothing between Chinese characters and a space elsewhere."""
    text = re.sub(r"(?<=[^\x00-\xff])\n+(?=[^\x00-\xff])", "", "".join(buffer)).replace("\n", " ")
    buffer.clear()
    text = visible(text).strip()
    if text:
        yield Line(text, align=align, style=style)


def is_layout_table(table: Any) -> bool:
    """Whether a table places text instead of listing data: one column, or whole paragraphs inside cells."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    cells = [cell for row in rows for cell in row]
    if not cells or all(len(row) <= 1 for row in rows) or next(table.iterdescendants("table"), None) is not None:
        return True
    return max(text_length(cell) for cell in cells) > 1500


def _rows(table: Any) -> Iterator[Line]:
    """Rows with every value in its own column: the places that a merged cell covers stay empty."""
    covered: dict[int, int] = {}
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while covered.get(len(cells), 0) > 0:
                covered[len(cells)] -= 1
                cells.append("")
            height, width = _span(cell, "rowspan"), _span(cell, "colspan")
            for column in range(len(cells), len(cells) + width):
                covered[column] = height - 1
            cells += [re.sub(r"\s+", " ", visible(cell.text_content())).strip(), *[""] * (width - 1)]
        if any(cells):
            yield Line("", cells=tuple(cells))


def _span(cell: Any, name: str) -> int:
    value = cell.get(name) or "1"
    return min(max(int(value), 1), 50) if value.isdecimal() else 1


def _alignment(element: Any) -> str:
    if element.tag == "center":
        return "center"
    value = (element.get("align") or "").lower()
    styled = re.search(r"text-align\s*:\s*(center|right)", element.get("style") or "", re.IGNORECASE)
    value = styled[1].lower() if styled else value
    return value if value in ("center", "right") else ""


def _style_of(element: Any) -> str:
    return "heading" if re.fullmatch(r"h[1-6]", element.tag) else ""
