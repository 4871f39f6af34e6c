"""Uploads are judged by what they are, not by what they are called."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from docx import Document

from portal.common.exceptions import InvalidInput
from portal.common.files import clean_name, inspect_upload


def docx() -> bytes:
    stream = io.BytesIO()
    Document().save(stream)
    return stream.getvalue()


def package(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("方案.pdf", PDF, "application/pdf"),
        ("照片.PNG", PNG, "image/png"),
        ("方案.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("说明.txt", "说明".encode(), "text/plain"),
        ("表.csv", "甲,乙".encode("gb18030"), "text/csv"),
    ],
)
def test_honest_files_pass(name, content, media_type):
    facts = inspect_upload(ContentFile(content, name=name))
    assert (facts.name, facts.size, facts.media_type) == (name, len(content), media_type)


BOMB = package(**{"[Content_Types].xml": b"x", "word__document.xml": b"0" * 600_000_000})
MACROS = package(**{"[Content_Types].xml": b"x", "word__document.xml": b"x", "word__vbaProject.bin": b"x"})


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("程序.exe", b"MZ", "格式不受支持"),
        ("方案.pdf", b"", "空文件"),
        ("方案.pdf", b"<html>%PDF-1.4", "内容与扩展名不符"),
        ("方案.pdf", PNG, "内容与扩展名不符"),
        ("方案.docx", b"PK\x03\x04 broken", "内容与扩展名不符"),
        ("方案.docx", package(**{"[Content_Types].xml": b"x", "xl__workbook.xml": b"x"}), "内容与扩展名不符"),
        ("方案.docx", MACROS, "内容与扩展名不符"),
        ("方案.docx", BOMB, "内容与扩展名不符"),
        ("说明.txt", b"MZ\x00\x01\x00", "内容与扩展名不符"),
        ("没有扩展名", b"x", "格式不受支持"),
    ],
)
def test_others_are_refused_with_a_reason(name, content, message):
    with pytest.raises(InvalidInput, match=message):
        inspect_upload(ContentFile(content, name=name), field="file")


def test_a_file_over_the_limit_is_refused():
    with pytest.raises(InvalidInput, match="超过1MB"):
        inspect_upload(ContentFile(PDF + b"0" * 1024 * 1024, name="大.pdf"), max_bytes=1024 * 1024)


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\文件\\方案.docx", "方案.docx"),
        ("方案\u202excod.exe", "方案xcod.exe"),
        ('a"b<c>|d?.pdf', "abcd.pdf"),
        ("  .方案.pdf. ", "方案.pdf"),
        ("长" * 300 + ".pdf", "长" * 120 + ".pdf"),
    ],
)
def test_names_lose_what_a_file_system_or_header_would_mistake(given, clean):
    assert clean_name(given) == clean
