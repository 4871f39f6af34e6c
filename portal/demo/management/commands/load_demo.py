"""``manage.py load_demo``: the fictional city 云澜市, loaded through the services; running it again adds nothing."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from portal.demo.cases import count_cases, load_cases
from portal.demo.dates import LoadDay
from portal.demo.documents import count_entries, load_documents
from portal.demo.people import load_guides, load_organizations, load_users
from portal.notifications.models import Delivery, Message
from portal.workdays.selectors import work_calendar


class Command(BaseCommand):
    help = "装入演示城市“云澜市”的机关、用户、文件和申请；重复运行不会重复装入。"

    def handle(self, *args: Any, **options: Any) -> None:
        when = LoadDay(today=timezone.localdate(), now=timezone.now(), calendar=work_calendar("990100"))
        organizations = load_organizations()
        users = load_users(organizations)
        load_guides(organizations, when)
        for steps, total, label in (
            (load_documents(organizations, when), count_entries(), "文件"),
            (load_cases(organizations, when), count_cases(), "申请"),
        ):
            for _ in tqdm(steps, total=total, desc=label, unit="件", disable=None):
                pass
        # What was said while the past was replayed is history: read, and not sent by mail any more.
        # Today's reminders come from the first tick.
        history = Message.objects.filter(created_at__gte=when.now)
        Delivery.objects.filter(message__in=history).delete()
        history.filter(read_at__isnull=True).update(read_at=timezone.now())
        self.stdout.write(
            f"演示数据已就绪：机关{len(organizations)}个，用户{len(users)}人，文件{count_entries()}件，申请{count_cases()}件。"
        )
