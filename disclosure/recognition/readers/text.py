"""Plain text files in the encodings Chinese offices use: UTF-8, GBK/GB18030, UTF-16."""

from __future__ import annotations

import codecs

from ..chars import cells_wide, visible
from ..source import Line, SourceText, UnreadableFile

_CENTRED_FROM = 7
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(content: bytes) -> tuple[str, list[str]]:
    """The text and doubts about the decoding. Raises UnreadableFile for bytes that are no text."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding, errors="replace"), []
    sample = content[:4000]
    if sample.count(0) > len(sample) * 0.2:
        little = sample[1::2].count(0) >= sample[0::2].count(0)
        return content.decode("utf-16-le" if little else "utf-16-be", errors="replace"), []
    if 0 in sample:
        raise UnreadableFile("文件不是文本文件，无法读出文字；请另存为 .docx、.pdf 或 .txt 后再导入。")
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    wide = _chinese_utf16(content)
    if wide:
        return wide, []
    try:
        return content.decode("gb18030"), []
    except UnicodeDecodeError:
        return _damaged(content)


def _chinese_utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: Chinese text has few zero bytes, so try it and look at the result."""
    if len(content) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        usual = sum(1 for char in text if "\u4e00" <= char <= "\u9fff" or char in "，。、：；\r\n 〔〕（）《》" or char.isdecimal())
        if text and usual / len(text) > 0.9:
            return text
    return None


def _damaged(content: bytes) -> tuple[str, list[str]]:
    """A few broken bytes are reported and kept visible; too many mean that this is no text."""
    best = min((content.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")), key=lambda text: text.count("\ufffd"))
    if best.count("\ufffd") > max(5, len(best) * 0.02):
        raise UnreadableFile("文件的编码无法识别；请用记事本打开后以 UTF-8 编码另存，再导入。")
    return best, [f"文件中有{best.count(chr(0xFFFD))}处无法识别的字符，已用“\ufffd”标出"]


def text_lines(text: str) -> tuple[Line, ...]:
    """Lines with their indent and reach; a form feed begins a new page."""
    lines: list[Line] = []
    page = 1
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x0b", "\n").split("\n"):
        page += raw.count("\f")
        raw = raw.replace("\f", "").expandtabs(4)
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
