"""Import official documents (公文) from a file or a folder: read, recognise, and make a draft of each."""

from __future__ import annotations

import json
import logging
import sys
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from tqdm import tqdm

from disclosure.recognition import (
    RecognisedDocument,
    SourceText,
    UnreadableFile,
    as_json,
    read_source,
    recognise,
    unread_as_json,
)
from disclosure.services.importing import import_document
from portal.common.exceptions import DomainError
from portal.organizations.models import Organization

logger = logging.getLogger(__name__)
_USAGE, _UNREAD = 2, 1


@dataclass(frozen=True)
class Report:
    """What became of one file. outcome: Chinese, for the person at the terminal. failed: not read or not imported."""

    found: dict[str, Any]
    outcome: str
    failed: bool


class Command(BaseCommand):
    help = (
        "导入公文：读取文件或文件夹（含子文件夹），识别各要素，逐个建立草稿；同一文件不会重复导入。"
        "退出码：0 全部成功；1 有文件未能读取或导入；2 参数有误。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", metavar="PATH", help="文件或文件夹")
        parser.add_argument("--organization", metavar="CODE", help="发布机关的统一社会信用代码或网址简称；试读时可省略")
        parser.add_argument("--dry-run", action="store_true", help="只试读并报告，不写入任何数据")
        parser.add_argument("--json", action="store_true", dest="as_json", help="在标准输出上只打印 JSON 列表")

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(options["path"])
        try:
            files = self._files(root)
            organization = _organization(options["organization"], required=not options["dry_run"])
        except CommandError:
            if options["as_json"]:
                self.stdout.write("[]")  # A program that reads the list must be able to parse it even then.
            raise
        write_to = None if options["dry_run"] else organization
        reports = []
        for path in tqdm(files, desc="导入公文", unit="份", file=sys.stderr, disable=options["verbosity"] == 0):
            name = path.name if root.is_file() else path.relative_to(root).as_posix()
            reports.append(_process(path, name, write_to))
        if options["as_json"]:
            self.stdout.write(json.dumps([report.found for report in reports], ensure_ascii=False, indent=2))
        else:
            self._print(reports)
        failed = [report.found["file"] for report in reports if report.failed]
        if failed:
            raise CommandError(f"{len(failed)}个文件未能读取或导入：{'、'.join(failed)}", returncode=_UNREAD)

    def _files(self, root: Path) -> list[Path]:
        """Files in a fixed order. Hidden ones are left out and named, so that nobody wonders where they went."""
        if root.is_file():
            return [root]
        if not root.is_dir():
            raise CommandError(f"找不到文件或文件夹：{root}", returncode=_USAGE)
        everything = sorted(path for path in root.rglob("*") if path.is_file())
        hidden = [
            path for path in everything if any(part.startswith((".", "~$")) for part in path.relative_to(root).parts)
        ]
        for path in hidden:
            self.stderr.write(f"已跳过隐藏文件或临时文件：{path.relative_to(root)}")
        files = [path for path in everything if path not in set(hidden)]
        if not files:
            raise CommandError(f"文件夹中没有可导入的文件：{root}", returncode=_USAGE)
        return files

    def _print(self, reports: list[Report]) -> None:
        labels = {
            "title": "标题", "document_number": "发文字号", "issuer": "发文机关", "addressee": "主送机关", "issued_on": "成文日期",
            "disclosure_attribute": "公开属性", "printed_on": "印发日期", "copies_to": "抄送",
        }  # fmt: skip
        for report in reports:
            self.stdout.write(f"{report.found['file']}：{report.outcome}")
            for key, label in labels.items():
                self.stdout.write(f"  {label}：{report.found[key] or '（无）'}")
            for attachment in report.found["attachments"]:
                self.stdout.write(f"  附件：{attachment['name']}{'（随文）' if attachment['included'] else ''}")
            for problem in report.found["problems"]:
                self.stdout.write(f"  ！{problem}")
        failed = sum(report.failed for report in reports)
        self.stdout.write(f"共{len(reports)}个文件，成功{len(reports) - failed}个，未成功{failed}个。")


def _organization(code: str | None, *, required: bool) -> Organization | None:
    if not code:
        if required:
            raise CommandError("请用 --organization 指明发布机关的统一社会信用代码。", returncode=_USAGE)
        return None
    try:
        found = Organization.objects.filter(code=code).first() or Organization.objects.filter(slug=code).first()
    except DatabaseError as error:
        raise CommandError("数据库还没有建立，请先运行 migrate。", returncode=_USAGE) from error
    if found is None:
        raise CommandError(f"没有代码为“{code}”的机关，请核对。", returncode=_USAGE)
    return found


def _process(path: Path, name: str, organization: Organization | None) -> Report:
    """Read one file and, with an organization given, import it. One bad file never stops the others."""
    try:
        source = read_source(path)
    except UnreadableFile as error:
        return Report(unread_as_json(name, error.message), "未能读取", failed=True)
    try:
        recognised = recognise(source)
    except Exception:  # A fault of ours must not lose what was found in the other files.
        logger.exception("Recognising %s failed", name)
        return Report(
            unread_as_json(name, "识别时程序出错，未能处理；请把这个文件交给维护人员。"), "识别出错", failed=True
        )
    found = as_json(recognised, name)
    if refusal := _refusal(source, recognised):
        return Report(found, refusal, failed=True)
    if organization is None:
        return Report(found, "已试读，未写入", failed=False)
    return _import(path, name, organization, recognised, found)


def _refusal(source: SourceText, recognised: RecognisedDocument) -> str:
    """A scan has nothing to import, and a classified paper must not even be stored here."""
    if not source.lines:
        return "没有可读的文字，未导入"
    return "标有密级，未导入" if recognised.classification else ""


def _import(
    path: Path, name: str, organization: Organization, recognised: RecognisedDocument, found: dict[str, Any]
) -> Report:
    try:
        outcome = import_document(
            organization,
            recognised,
            actor=None,
            source_name=path.name,
            content=path.read_bytes(),
            on=timezone.localdate(),
        )
    except (DomainError, OSError) as error:
        message = getattr(error, "message", None) or str(error)
        found["problems"].append(f"未能导入：{message}")
        return Report(found, "未能导入", failed=True)
    return Report(found, "已建立草稿" if outcome.created else "此前已导入，未重复建立", failed=False)
