"""``manage.py verify_audit``: recompute the hash chain of the audit log."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.audit.models import AuditEntry
from portal.audit.services import verify

# After a change in the middle everything behind it may be wrong: the first lines tell where to look.
SHOWN = 20


class Command(BaseCommand):
    help = "校验操作留痕的摘要链；发现改动、缺失或插入时以非零状态退出。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--expect-head", default="", help="上次校验时记下的末条摘要；该条必须仍在链上")

    def handle(self, *args: Any, **options: Any) -> None:
        report = verify()
        problems = list(report.problems)
        if (head := options["expect_head"]) and not _on_chain(head):
            problems.append(f"链上找不到摘要{head}，日志可能被整体替换或截短。")
        if problems:
            more = f"\n……共{len(problems)}处" if len(problems) > SHOWN else ""
            raise CommandError("操作留痕校验不通过：\n" + "\n".join(problems[:SHOWN]) + more)
        self.stdout.write(f"操作留痕校验通过，共{report.count}条，末条摘要 {report.head_hash}")


def _on_chain(head: str) -> bool:
    return AuditEntry.objects.filter(hash=head).exists()
