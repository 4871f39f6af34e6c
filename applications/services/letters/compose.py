"""What an answer says (law.md §8.3): facts, decision with articles, reasons, how to obtain, remedies.

The sentences live in templates/letters/answer/<outcome>[_<detail>].txt, one file per outcome, so that an
official can proof-read them without reading code.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string

from applications.enums import ApplicantKind, DeliveryMethod
from applications.models import Case, Decision
from applications.workflow.articles import numeral
from applications.workflow.outcomes import OUTCOMES, articles_of, remedies_of
from applications.workflow.remedies import remedy_paragraphs
from portal.common.templatetags.portal_tags import letter_day

_REGULATION = "《中华人民共和国政府信息公开条例》"


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter before it becomes a file: every line in reading order, nothing laid out yet."""

    organ: str
    title: str
    number: str
    addressee: str
    paragraphs: tuple[str, ...]
    signature: str
    date: str
    contacts: tuple[str, ...]


def compose_answer(case: Case, decision: Decision, *, number: str, on: date) -> LetterText:
    """Return the text of the answer letter (政府信息公开申请答复书)."""
    organization = case.organization
    return LetterText(
        organ=organization.name,
        title="政府信息公开申请答复书",
        number=number,
        addressee=f"{case.applicant.name}：",
        paragraphs=(*_body(case, decision), *_remedies(case, decision)),
        signature=organization.name,
        date=letter_day(on),
        contacts=_contacts(case),
    )


def _body(case: Case, decision: Decision) -> tuple[str, ...]:
    name = "_".join(filter(None, (decision.outcome, decision.detail)))
    text = render_to_string(
        f"letters/answer/{name}.txt",
        {
            "you": "您" if case.applicant.kind == ApplicantKind.NATURAL_PERSON else "你单位",
            "reference": case.reference,
            "received_on": letter_day(case.received_on),
            "asked_for": _asked_for(case),
            "finding": _sentence(decision.finding),
            "basis": _cite(articles_of(decision.outcome, decision.detail)),
            "reasons": _sentence(decision.reasons),
            "obtaining": _sentence(decision.obtaining),
            "withheld": [
                {**part, "order": numeral(order), "reason": _sentence(part["reason"])}
                for order, part in enumerate(decision.withheld, 1)
            ],
            "label": OUTCOMES[decision.outcome].label,
        },
    )
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _contacts(case: Case) -> tuple[str, ...]:
    """Whom to ask, one line each: the office, then the person in charge with the number."""
    person = (f"承办人：{case.assignee}",) if case.assignee else ()
    office = case.organization
    return (f"联系单位：{office.disclosure_office_name}", "　".join((*person, f"联系电话：{office.phone}")))


def _remedies(case: Case, decision: Decision) -> tuple[str, ...]:
    classes = remedies_of(decision.outcome, tuple(part["article"] for part in decision.withheld))
    paragraphs = remedy_paragraphs(
        classes, body=case.organization.reconsideration_body, court=case.organization.litigation_court
    )
    if settings.RECONSIDERATION_URL and case.delivery in {DeliveryMethod.ONLINE, DeliveryMethod.EMAIL}:
        # 行政复议法 art 22(2): an answer served over the internet names the online way to reconsideration.
        paragraphs += (f"您可以通过互联网渠道提交行政复议申请：{settings.RECONSIDERATION_URL}。",)
    return paragraphs


def _asked_for(case: Case) -> str:
    """What the applicant asked for, in the applicant's words, on one line and without a full stop."""
    title, number = case.information_title, case.information_number
    named = f"{title}（{number}）" if title and number else title or f"{number} {case.content}"
    return re.sub(r"\s+", " ", named).strip(" 。；;")


def _cite(articles: tuple[str, ...]) -> str:
    return _REGULATION + "、".join(articles) if articles else ""


def _sentence(text: str) -> str:
    """Close a clerk's text with a full stop where it has no end mark."""
    text = text.strip()
    return text if not text or text[-1] in "。！？；" else f"{text}。"
