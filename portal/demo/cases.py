"""Requests of the demo city, taken through the procedure by their own people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from applications.enums import Channel
from applications.models import Case
from applications.services.decisions import save_decision
from applications.services.intake import ApplicantFacts, RequestFacts, submit_case
from applications.services.transition import perform
from applications.workflow.transitions import CaseAction
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.selectors import users_with
from portal.demo.dates import LoadDay
from portal.demo.people import read_toml
from portal.organizations.models import Organization

_CHANNELS = {
    "IN_PERSON": Channel.IN_PERSON,
    "REGISTERED_MAIL": Channel.REGISTERED_MAIL,
    "ORDINARY_MAIL": Channel.ORDINARY_LETTER,
    "WEB": Channel.WEB,
    "EMAIL": Channel.EMAIL,
    "FAX": Channel.FAX,
}
_IDENTITY = {"居民身份证": "RESIDENT_CARD", "护照": "PASSPORT"}
# Working days from receipt to the answer when there is time enough, and from one late step to the next.
_ANSWER_AFTER, _STEP = 12, 2


def load_cases(organizations: dict[str, Organization], when: LoadDay) -> Iterator[str]:
    """Load what is missing, one case at a time, in the order in which they arrived: numbers follow dates."""
    entries = read_toml("cases.toml")["case"]
    for entry in sorted(entries, key=lambda entry: -entry["received_workdays_ago"]):
        key = f"demo:{entry['key']}"
        if not Case.objects.filter(submission_key=key).exists():
            _Course(entry, organizations[entry["organization"]], when, key).run()
        yield entry["key"]


def count_cases() -> int:
    return len(read_toml("cases.toml")["case"])


@dataclass(frozen=True, slots=True)
class _Course:
    """The course of one case from its description to the state it should stand in."""

    entry: dict[str, Any]
    organization: Organization
    when: LoadDay
    key: str

    def run(self) -> Case:
        received = self.when.workdays_ago(self.entry["received_workdays_ago"])
        case = self._submit(received)
        state = self.entry["state"]
        if state == "SUBMITTED":
            return case
        clerk = self._person(Permission.CASE_HANDLE)
        case = self._do(case, CaseAction.REGISTER, clerk, received)
        if state == "WITHDRAWN":
            return self._do(
                case, CaseAction.WITHDRAW, clerk, received, comment="申请人来电说明已从网站查到所需信息，书面撤回申请。"
            )
        if state == "PROCESSING" and "outcome" not in self.entry:
            return case
        return self._answer(case, clerk, received, state)

    def _submit(self, received: date) -> Case:
        entry, fill = self.entry, partial(self.when.fill, received=received)
        person = dict(entry["applicant"])
        person["identity_type"] = _IDENTITY.get(person.pop("id_type", ""), person.get("identity_type", ""))
        person["identity_number"] = person.pop("id_number", "")
        applicant = ApplicantFacts(**{name: person[name] for name in ApplicantFacts.__slots__ if name in person})
        request = RequestFacts(
            content=fill(entry["content"]),
            information_title=fill(entry.get("information_title", "")),
            information_number=fill(entry.get("information_number", "")),
            carrier=entry["carrier"],
            delivery=entry["delivery"],
        )
        return submit_case(
            self.organization,
            submission_key=self.key,
            channel=_CHANNELS[entry["channel"]],
            applicant=applicant,
            request=request,
            arrived_on=received,
            at=self.when.moment(received, 9),
        ).case

    def _answer(self, case: Case, clerk: User, received: date, state: str) -> Case:
        entry, fill, calendar = self.entry, partial(self.when.fill, received=received), self.when.calendar
        ago = entry["received_workdays_ago"]
        after = entry.get("answered_workdays_after", min(_ANSWER_AFTER, max(ago - 2 * _STEP, 1)))
        answered = calendar.add_working_days(received, after)
        answered = min(answered, self.when.today)
        withheld = [
            {name: fill(part[name]) for name in ("part", "article", "reason")} for part in entry.get("withheld", [])
        ]
        save_decision(
            case,
            actor=clerk,
            at=self.when.moment(answered, 9),
            outcome=entry["outcome"],
            detail=entry.get("sub", ""),
            finding=fill(entry["finding"]),
            reasons=fill(entry.get("reasons", "")),
            obtaining=fill(entry.get("obtaining", "")),
            withheld=withheld,
        )
        served = min(calendar.add_working_days(answered, 1), self.when.today)
        archived = min(calendar.add_working_days(served, _STEP), self.when.today)
        reviewer, signer = self._person(Permission.CASE_REVIEW), self._person(Permission.CASE_SIGN)
        proof = {
            "method": entry["delivery"],
            "evidence": "邮件号 YL0000000000" if entry["delivery"] == "MAIL" else "系统记录",
        }
        steps: list[tuple[str, CaseAction, User, date, dict[str, str]]] = [
            ("PROCESSING", CaseAction.SUBMIT_ANSWER, clerk, answered, {}),
            ("UNDER_REVIEW", CaseAction.APPROVE, reviewer, answered, {"comment": "事实清楚，依据准确。"}),
            ("AWAITING_SIGNATURE", CaseAction.SIGN, signer, answered, {}),
            ("ANSWERED", CaseAction.SERVE, clerk, served, proof),
            ("SERVED", CaseAction.ARCHIVE, clerk, archived, {}),
        ]
        for reached, action, actor, on, facts in steps:
            if state == reached:
                break
            case = self._do(case, action, actor, on, **facts)
        return case

    def _do(self, case: Case, action: CaseAction, actor: User, on: date, **facts: str) -> Case:
        return perform(case, action, actor=actor, on=on, at=self.when.moment(on), **facts)

    def _person(self, permission: Permission) -> User:
        return users_with(permission, self.organization)[0]
