"""Readers: one file per format, all handing over a SourceText."""

from __future__ import annotations

from pathlib import Path

from disclosure.recognition.readers.detect import MAX_BYTES, detect
from disclosure.recognition.readers.docx import read_docx
from disclosure.recognition.readers.html import read_html
from disclosure.recognition.readers.legacy import read_legacy
from disclosure.recognition.readers.pdf import read_pdf
from disclosure.recognition.readers.text import read_text
from disclosure.recognition.source import SourceText, UnreadableFile

KNOWN_SUFFIXES = (
    ".txt",
    ".md",
    ".docx",
    ".docm",
    ".pdf",
    ".html",
    ".htm",
    ".shtml",
    ".mht",
    ".mhtml",
    ".doc",
    ".wps",
    ".rtf",
)
_READERS = {"text": read_text, "html": read_html, "docx": read_docx, "pdf": read_pdf}


def read_content(content: bytes) -> SourceText:
    """The text of a file given as bytes. Raises UnreadableFile with a Chinese message, never anything else."""
    try:
        form = detect(content)
        return _READERS[form](content) if form in _READERS else read_legacy(content, form)
    except UnreadableFile:
        raise
    except RecursionError as error:
        raise UnreadableFile("文件的嵌套层次过深，无法读取。") from error
    except Exception as error:
        raise UnreadableFile(
            f"文件已损坏或结构异常，无法读取（{type(error).__name__}）；请用办公软件打开后另存再导入。"
        ) from error


def read_source(path: Path | str) -> SourceText:
    """The text of the file at `path`. Raises UnreadableFile."""
    path = Path(path)
    try:
        if not path.is_file():
            raise UnreadableFile(f"找不到文件：{path.name}")
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile(f"文件超过 {MAX_BYTES // 1024 // 1024} MB，过大，未读取；请拆分或压缩后再导入。")
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"文件打不开：{error.strerror or '读取失败'}") from error
    return read_content(content)
