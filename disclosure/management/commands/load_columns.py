"""``manage.py load_columns``: give every active organization the statutory nodes of its level."""

from typing import Any

from django.core.management.base import BaseCommand

from disclosure.models import Column
from disclosure.services import create_columns
from portal.organizations.selectors import active_organizations


class Command(BaseCommand):
    help = "按机关层级建立法定栏目，可重复执行。"

    def handle(self, *args: Any, **options: Any) -> None:
        before = Column.objects.count()
        organizations = active_organizations()
        for organization in organizations:
            create_columns(organization, actor=None)
        made = Column.objects.count() - before
        self.stdout.write(f"{len(organizations)}个机关，新建栏目{made}个，现有{before + made}个。")
