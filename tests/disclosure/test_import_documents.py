"""``manage.py import_documents``: what it prints, what it writes, and how it ends."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from disclosure.models import Document
from portal.audit.models import AuditEntry

from .recognition.cases import FOLDER

pytestmark = pytest.mark.django_db

NOTICE = FOLDER / "01_standard_notice.txt"


def run(*args):
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("import_documents", *[str(arg) for arg in args], stdout=out, stderr=err)
    except CommandError as error:
        code = error.returncode
        err.write(str(error))
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b.txt").write_bytes(NOTICE.read_bytes())
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.txt").write_bytes((FOLDER / "06_reply.txt").read_bytes())
    (tmp_path / ".hidden.txt").write_text("隐藏", encoding="utf-8")
    return tmp_path


def test_dry_run_writes_nothing(city, folder):
    entries = AuditEntry.objects.count()
    code, out, err = run(folder, "--organization", city.code, "--dry-run", "--json")
    assert code == 0
    assert [item["file"] for item in json.loads(out)] == ["b.txt", "sub/c.txt"]
    assert json.loads(out)[0]["document_number"] == "云政办发〔2026〕12号"
    assert ".hidden.txt" in err
    assert (Document.objects.count(), AuditEntry.objects.count()) == (0, entries)


def test_dry_run_needs_no_organization(db):
    code, out, _ = run(NOTICE, "--dry-run", "--json")
    assert code == 0
    assert [item["file"] for item in json.loads(out)] == [NOTICE.name]


def test_import_is_repeatable(city, folder):
    assert run(folder, "--organization", city.code)[0] == 0
    assert Document.objects.count() == 2
    code, out, _ = run(folder, "--organization", city.code)
    assert code == 0
    assert Document.objects.count() == 2
    assert out.count("此前已导入") == 2
    document = Document.objects.get(document_number="云政办发〔2026〕12号")
    assert document.issued_on.isoformat() == "2026-03-18"


def test_one_bad_file_does_not_stop_the_others(city, folder):
    (folder / "a.docx").write_bytes(b"MZ\x90\x00\x03" + b"\x00" * 100)
    code, out, err = run(folder, "--organization", city.code, "--json")
    found = json.loads(out)
    assert code == 1
    assert [item["title"] is None for item in found] == [True, False, False]
    assert found[0]["problems"] == ["文件是可执行程序，不是公文，已拒绝读取。"]
    assert "a.docx" in err
    assert Document.objects.count() == 2


def test_classified_paper_is_not_stored(city):
    code, out, _ = run(FOLDER / "10_classified.txt", "--organization", city.code)
    assert code == 1
    assert "标有密级，未导入" in out
    assert Document.objects.count() == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["不存在的文件夹", "--dry-run"], "找不到文件或文件夹"),
        ([NOTICE, "--organization", "000000000000000000"], "没有代码为"),
        ([NOTICE], "--organization"),
    ],
)
def test_wrong_use_is_explained(args, words):
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert words in err


def test_empty_folder(tmp_path):
    code, _, err = run(tmp_path, "--dry-run")
    assert code == 2
    assert "没有可导入的文件" in err
