"""The desk's list with five thousand cases, against the same list with fifty."""

import pytest
from django.urls import reverse

from applications.enums import CaseStatus
from applications.models import Applicant, Case
from tests.applications.conftest import RECEIVED, moment
from tests.benchmarks.timing import best_of, report


def add_cases(bureau, numbers):
    cases = Case.objects.bulk_create(
        Case(
            organization=bureau, reference=f"2026-ORG2-{number:05d}", query_code_hash="", channel="web",
            status=CaseStatus.PROCESSING, submitted_at=moment(RECEIVED), arrived_on=RECEIVED,
            submission_key=f"bench-{number}", content="测试片区征收补偿方案", carrier="PAPER", delivery="MAIL",
            received_on=RECEIVED, due_on=RECEIVED,
        )
        for number in numbers
    )  # fmt: skip
    Applicant.objects.bulk_create(
        Applicant(case=case, kind="OTHER", name="某", phone="1", address="某") for case in cases
    )


@pytest.mark.django_db
def test_the_list_does_not_grow_with_the_office(client, bureau, alice):
    client.force_login(alice)
    address = reverse("applications:case_list")
    add_cases(bureau, range(50))
    few = best_of(lambda: client.get(address))
    add_cases(bureau, range(50, 5000))
    assert report("list of 5000 cases", best_of(lambda: client.get(address)), few, "the list of 50") < 4
