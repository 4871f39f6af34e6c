"""Uploads are checked by content, size and name before anything is stored."""

import hashlib
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO, cast

import filetype
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage

from portal.common.exceptions import InvalidInput

# Extension → (media type, what the first bytes must prove). Text has no signature and is checked by decoding.
DOCUMENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain",
    "csv": "text/csv",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
EVIDENCE_TYPES = {key: DOCUMENT_TYPES[key] for key in ("pdf", "jpg", "jpeg", "png", "docx")}
_UNPACKED_LIMIT = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class UploadFacts:
    """What is known about a checked upload: clean name, bytes, SHA-256 in hex, media type."""

    name: str
    size: int
    sha256: str
    media_type: str


def inspect_upload(
    file: File, *, allowed: dict[str, str] = DOCUMENT_TYPES, max_bytes: int | None = None, field: str | None = None
) -> UploadFacts:
    """Check an uploaded file and return its facts; raises InvalidInput with a Chinese message."""
    name = clean_name(file.name or "")
    extension = PurePath(name).suffix.lstrip(".").lower()
    limit = max_bytes or settings.UPLOAD_MAX_BYTES
    if extension not in allowed:
        raise InvalidInput(f"“{name}”的格式不受支持，请上传：{'、'.join(sorted(set(allowed)))}。", field=field)
    if not file.size:
        raise InvalidInput(f"“{name}”是空文件，请重新选择。", field=field)
    if file.size > limit:
        raise InvalidInput(f"“{name}”超过{limit // 1024 // 1024}MB，请压缩或拆分后再上传。", field=field)
    file.seek(0)
    if not _content_matches(file, extension):
        raise InvalidInput(f"“{name}”的内容与扩展名不符，可能已损坏或被改名，请检查后重新上传。", field=field)
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return UploadFacts(name=name, size=file.size, sha256=digest.hexdigest(), media_type=allowed[extension])


@contextmanager
def discard_on_error() -> Iterator[list[str]]:
    """Yield a list for the storage names of files just written; they are deleted when the block fails.

    Files are written before rows point at them, so a refused transaction would leave them behind.
    Open it outside the transaction.
    """
    written: list[str] = []
    try:
        yield written
    except BaseException:
        for name in written:
            default_storage.delete(name)
        raise


def clean_name(name: str) -> str:
    """Return a file name without folders, control characters or signs that a file system or header would mistake."""
    base = PurePath(name.replace("\\", "/")).name
    base = re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069<>:\"/|?*;]", "", base).strip(" .")
    stem, dot, extension = base.rpartition(".")
    return f"{stem[:120]}{dot}{extension[:10]}" if dot else base[:120]


def _content_matches(file: File, extension: str) -> bool:
    head = file.read(8192)
    file.seek(0)
    if extension in {"txt", "csv"}:
        return b"\x00" not in head or head[:2] in (b"\xff\xfe", b"\xfe\xff")
    if extension in {"docx", "xlsx"}:
        return _is_office_package(file, "word/" if extension == "docx" else "xl/")
    kind = filetype.guess(head)
    return kind is not None and kind.extension == ("jpg" if extension == "jpeg" else extension)


def _is_office_package(file: File, folder: str) -> bool:
    """True for a sane Office package: the right parts, no macros, not a bomb."""
    stream = cast("BinaryIO", file.file)
    try:
        with zipfile.ZipFile(stream) as package:
            infos = package.infolist()
            names = [info.filename for info in infos]
            return (
                "[Content_Types].xml" in names
                and any(name.startswith(folder) for name in names)
                and not any(name.endswith("vbaProject.bin") for name in names)
                and sum(info.file_size for info in infos) <= _UNPACKED_LIMIT
            )
    except zipfile.BadZipFile:
        return False
    finally:
        file.seek(0)
