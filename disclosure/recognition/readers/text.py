"""Plain text files in the encodings Chinese offices use: UTF-8, GBK/GB18030, UTF-16."""

from __future__ import annotations

import codecs
import re

from disclosure.recognition.chars import cells_wide, visible
from disclosure.recognition.source import Line, SourceText, UnreadableFile

_CENTRED_FROM = 7
_USUAL = re.compile(r"[\x20-\x7e\r\n\t\f\u2000-\u2bff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(content: bytes) -> tuple[str, list[str]]:
    """The text and doubts about the decoding. Raises UnreadableFile for bytes that are no text."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding, errors="replace"), []
    wide = _utf16_without_mark(content)
    if wide:
        return wide, []
    if 0 in content[:4000]:
        raise UnreadableFile("文件不是文本文件，无法读出文字；请另存为 .docx、.pdf 或 .txt 后再导入。")
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding), []
        except UnicodeDecodeError:
            continue
    return _damaged(content)


def _utf16_without_mark(content: bytes) -> str | None:
    """UTF-16 without a mark: line breaks and digits leave zero bytes, which no other text encoding has."""
    if len(content) % 2 or 0 not in content[:4000]:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        usual = len(_USUAL.findall(text))
        if text and usual / len(text) > 0.9:
            return text
    return None


def _damaged(content: bytes) -> tuple[str, list[str]]:
    """A few broken bytes are reported and kept visible; too many mean that this is no text."""
    best = min(
        (content.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")),
        key=lambda text: text.count("\ufffd"),
    )
    if best.count("\ufffd") > max(5, len(best) * 0.02):
        raise UnreadableFile("文件的编码无法识别；请用记事本打开后以 UTF-8 编码另存，再导入。")
    return best, [f"文件中有{best.count(chr(0xFFFD))}处无法识别的字符，已用“\ufffd”标出"]


def text_lines(text: str) -> tuple[Line, ...]:
    """Lines with their indent and reach; a form feed begins a new page."""
    lines: list[Line] = []
    page = 1
    for printed in (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x0b", "\n").split("\n")
    ):
        page += printed.count("\f")
        raw = printed.replace("\f", "").expandtabs(4)
        if "\t" not in raw and raw.strip().startswith("|") and raw.strip().endswith("|") and raw.count("|") > 2:
            lines.append(_row(raw, page))
            continue
        body = raw.strip().strip("\u3000\u00a0").strip()
        lead = raw[: len(raw) - len(raw.lstrip())]
        indent = cells_wide(lead)
        align = "center" if indent >= _CENTRED_FROM and body else ""
        lines.append(Line(visible(body), indent, indent + cells_wide(body), page, align))
    return tuple(lines)


def _row(raw: str, page: int) -> Line:
    cells = tuple(cell.strip() for cell in raw.strip().strip("|").split("|"))
    if all(set(cell) <= set("-: ") for cell in cells):
        return Line("", page=page)
    return Line("", page=page, cells=cells)


def read_text(content: bytes) -> SourceText:
    """Read a plain text file."""
    text, problems = decode(content)
    return SourceText("text", text_lines(text), problems=tuple(problems))
