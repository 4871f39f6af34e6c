"""Tell the format of a file from its bytes; the name on the outside is often wrong."""

from __future__ import annotations

import io
import re
import zipfile

from disclosure.recognition.readers.text import decode
from disclosure.recognition.source import UnreadableFile

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 400
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FORBIDDEN = (
    (b"MZ", "文件是可执行程序，不是公文，已拒绝读取。"),
    (b"\x7fELF", "文件是可执行程序，不是公文，已拒绝读取。"),
    (b"Rar!", "文件是 RAR 压缩包，请解压后逐个导入。"),
    (b"7z\xbc\xaf", "文件是 7z 压缩包，请解压后逐个导入。"),
    (b"\x1f\x8b", "文件是压缩包，请解压后逐个导入。"),
    (b"\xff\xd8\xff", "文件是图片，没有可读的文字；请提供文字版，或先做文字识别。"),
    (b"\x89PNG", "文件是图片，没有可读的文字；请提供文字版，或先做文字识别。"),
    (b"GIF8", "文件是图片，没有可读的文字；请提供文字版，或先做文字识别。"),
    (b"BM", "文件是图片，没有可读的文字；请提供文字版，或先做文字识别。"),
    (b"II*\x00", "文件是图片，没有可读的文字；请提供文字版，或先做文字识别。"),
    (b"MM\x00*", "文件是图片，没有可读的文字；请提供文字版，或先做文字识别。"),
)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|span|h[1-6]|font|style|script|article|section)\b",
    re.IGNORECASE,
)


def detect(content: bytes) -> str:
    """text, html, docx, pdf, doc, rtf or mht. Raises UnreadableFile with advice for everything else."""
    if not content.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise UnreadableFile("文件是空的，没有任何内容。")
    if len(content) > MAX_BYTES:
        raise UnreadableFile(f"文件超过 {MAX_BYTES // 1024 // 1024} MB，过大，未读取；请拆分或压缩后再导入。")
    if b"%PDF-" in content[:1024] and not _HTML.search(content[: content.index(b"%PDF-")]):
        return "pdf"
    if content.startswith(_OLE):
        return _ole(content)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(content)
    for magic, message in _FORBIDDEN:
        if content.startswith(magic) and not (magic in (b"MZ", b"BM") and _is_plain(content)):
            raise UnreadableFile(message)
    return _textual(content)


def _is_plain(content: bytes) -> bool:
    """MZ and BM are also how an English text may begin; a program contains zero bytes."""
    return 0 not in content[:512]


def _textual(content: bytes) -> str:
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if (
        re.match(rb"(?:MIME-Version|From|Message-ID|Content-Type|Subject)\s*:", head, re.IGNORECASE)
        and b"ultipart" in content[:8192]
    ):
        return "mht"
    opening = content[:65536]
    if 0 in opening:
        try:
            opening = decode(opening)[0].encode("utf-8", "replace")
        except UnreadableFile:
            return "text"
    if head.startswith(b"<?xml") and (b"wordDocument" in opening or b"pkg:package" in opening):
        return "rtf"  # Word's own XML formats: only an office program converts them.
    found = _HTML.search(opening)
    return "html" if found and (found.start() < 2048 or b"</" in opening[found.start() :]) else "text"


def _ole(content: bytes) -> str:
    """The old compound format: Word 97, WPS, Excel 97, or an encrypted package of the new formats."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise UnreadableFile("文件设有打开密码，无法读取；请取消密码后另存再导入。")
    if holds("WordDocument"):
        return "doc"
    if holds("Workbook") or holds("Book"):
        raise UnreadableFile("文件是 Excel 表格，不是公文；请作为附件上传。")
    if holds("PowerPoint Document"):
        raise UnreadableFile("文件是演示文稿，不是公文；请作为附件上传。")
    raise UnreadableFile("文件格式无法识别（旧版复合文档）；请用 Word 或 WPS 另存为 .docx 后再导入。")


def _zip(content: bytes) -> str:
    """A packed format. The sizes are checked before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            names = {entry.filename for entry in entries}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFile("文件已损坏（压缩结构不完整），无法读取；请重新取得文件。") from error
    unpacked = sum(entry.file_size for entry in entries)
    bomb = unpacked > MAX_UNPACKED or any(
        entry.file_size > 20_000_000 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1) for entry in entries
    )
    if bomb or len(entries) > 20_000:
        raise UnreadableFile("文件解压后过大，可能是恶意构造的压缩文件，已拒绝读取。")
    if "word/document.xml" in names:
        return "docx"
    _refuse_other_package(names)
    raise UnreadableFile("文件是压缩包，不是公文；请解压后逐个导入。")


def _refuse_other_package(names: set[str]) -> None:
    if "OFD.xml" in names:
        raise UnreadableFile("文件是 OFD 版式文件，暂不能读取；请用 OFD 阅读器导出为 PDF 或 Word 后再导入。")
    if "content.xml" in names and "mimetype" in names:
        raise UnreadableFile("文件是 ODF 文档，暂不能读取；请另存为 .docx 后再导入。")
    if "xl/workbook.xml" in names:
        raise UnreadableFile("文件是 Excel 表格，不是公文；请作为附件上传。")
    if "ppt/presentation.xml" in names:
        raise UnreadableFile("文件是演示文稿，不是公文；请作为附件上传。")
    if any(name.startswith("word/") for name in names):
        raise UnreadableFile("Word 文件已损坏（缺少正文部分），无法读取；请重新取得文件。")
