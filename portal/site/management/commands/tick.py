"""``manage.py tick``: every due job once, in this process, without Celery.

For a machine without a worker (call it from cron), and to catch up by hand after an outage.
"""

from typing import Any

from celery import current_app
from django.core.management.base import BaseCommand, CommandError

# In this order: what is found due writes messages and queue rows, which the last two deal with.
JOBS = {
    "disclosure.switch_validity": "有效性切换",
    "applications.send_due_reminders": "期限提醒",
    "notifications.calendar_alarm": "工作日历预警",
    "notifications.deliver_due": "通知投递",
    "search.flush": "检索索引更新",
}


class Command(BaseCommand):
    help = "立即执行一次全部到期事项（有效性切换、期限提醒、日历预警、通知投递、索引更新），不需要 Celery；可重复执行。"

    def handle(self, *args: Any, **options: Any) -> None:
        current_app.loader.import_default_modules()
        failed = [label for name, label in JOBS.items() if not self._run(name, label)]
        if failed:
            raise CommandError("未能完成：" + "、".join(failed) + "。其余事项已执行。")

    def _run(self, name: str, label: str) -> bool:
        """Run one job; a broken one must not keep the others from running."""
        try:
            count = current_app.tasks[name]()
        except Exception as error:  # noqa: BLE001  whatever went wrong is told, and the next job runs
            self.stderr.write(f"{label}：失败（{type(error).__name__}：{error}）")
            return False
        self.stdout.write(f"{label}：完成" + (f"，{count}项" if isinstance(count, int) else ""))
        return True
