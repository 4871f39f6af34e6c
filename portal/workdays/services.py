"""Change the working-day calendar: load a year, override a day locally."""

from datetime import date
from typing import Any

from django.db import transaction

from portal.audit.services import record
from portal.common.exceptions import Conflict, InvalidInput
from portal.workdays.calendar import YearStatus, YearTable, diff_year
from portal.workdays.models import CalendarDay, CalendarYear
from portal.workdays.selectors import year_table


@transaction.atomic
def load_year(table: YearTable, *, actor: Any) -> CalendarYear:
    """Make table the arrangement of its year; loading the same content again changes nothing.

    Local overrides of the year stay. An official year is never replaced by a provisional one (Conflict).
    """
    existing = CalendarYear.objects.select_for_update().filter(year=table.year).first()
    if existing and existing.version == table.version:
        return existing
    if existing and not existing.is_provisional and table.status is YearStatus.PROVISIONAL:
        raise Conflict(f"{table.year}年已载入正式安排，不能用推算的数据替换。")
    if not table.listed:
        raise InvalidInput(f"{table.year}年的数据没有列出任何放假日。")
    changes = diff_year(year_table(table.year), table)
    year, _ = CalendarYear.objects.update_or_create(
        year=table.year,
        defaults={
            "status": table.status.value,
            "notice_title": table.notice.title,
            "document_number": table.notice.document_number,
            "source_url": table.notice.url,
            "version": table.version,
        },
    )
    _replace_days(year, table)
    record(
        "workdays.load_year",
        actor=actor,
        target=year,
        version=table.version,
        previous_version=existing.version if existing else "",
        document_number=table.notice.document_number,
        changed_days=[change.on.isoformat() for change in changes],
    )
    return year


def _replace_days(year: CalendarYear, table: YearTable) -> None:
    year.days.filter(region="").delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(year=year, date=day.on, is_working=day.is_working, name=day.name, source=table.notice.citation)
        for day in table.listed
    )


@transaction.atomic
def set_local_day(region: str, *, on: date, is_working: bool, reason: str, source: str, actor: Any) -> CalendarDay:
    """Override one day for one region, e.g. the festival of an ethnic minority; the notice must be named.

    Setting the day again replaces what was set; setting the same again changes nothing.
    """
    facts = {"region": region.strip(), "reason": reason.strip(), "source": source.strip()}
    for field, label in (("region", "适用地区"), ("reason", "事由"), ("source", "依据")):
        if not facts[field]:
            raise InvalidInput(f"请填写{label}。", field=field)
    year = CalendarYear.objects.select_for_update().filter(year=on.year).first()
    if year is None:
        raise InvalidInput(f"尚未载入{on.year}年的节假日安排，请先导入。", field="date")
    values = {"year": year, "is_working": is_working, "name": facts["reason"], "source": facts["source"]}
    existing = CalendarDay.objects.filter(region=facts["region"], date=on).first()
    if existing and all(getattr(existing, name) == value for name, value in values.items()):
        return existing
    day, _ = CalendarDay.objects.update_or_create(region=facts["region"], date=on, defaults=values)
    record(
        "workdays.set_local_day",
        actor=actor,
        target=day,
        region=day.region,
        date=on,
        is_working=is_working,
        source=day.source,
    )
    return day
