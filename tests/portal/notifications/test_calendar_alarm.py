"""The warning about the working-day calendar: to administrators, once a month."""

from datetime import date

import pytest

from portal.accounts.enums import Role
from portal.accounts.models import StaffAssignment
from portal.notifications.calendar_alarm import warn_of_calendar
from portal.organizations.models import Organization


@pytest.fixture
def administrator(an, bai):
    office = Organization.objects.create(name="云澜市人民政府", code="0" * 18, slug="city", path="/1/")
    StaffAssignment.objects.create(user=an, organization=office, role=Role.ADMINISTRATOR)
    StaffAssignment.objects.create(user=bai, organization=office, role=Role.CLERK)
    return an


def test_administrators_are_told_once_a_month(administrator):
    told = [warn_of_calendar(on) for on in (date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1))]
    assert [[message.recipient for message in messages] for messages in told] == [[administrator], [], [administrator]]
    assert "2026年" in told[0][0].body
