"""Numbers of cases and papers: without gaps, without doubles.

2026-FGW-00012          云府公开〔2026〕31号-答
│    │   │              │        │    │  └ kind of paper
│    │   └ running      │        │    └ running number within organization and year
│    └ organization     │        └ year of issue
└ year of arrival       └ letter prefix (文书代字)
"""

import hashlib
import hmac

from django.conf import settings

from applications.enums import LetterKind
from applications.models import ReferenceCounter
from portal.organizations.models import Organization

# No 0/O, 1/I/L: the code is read from paper and typed by hand.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_SUFFIX = {LetterKind.ANSWER: "答"}


def next_case_reference(organization: Organization, year: int) -> str:
    """Take the next case number; must run in the transaction that creates the case."""
    number = _next(f"case:{organization.pk}:{year}")
    return f"{year}-{organization.slug.upper()}-{number:05d}"


def next_letter_number(organization: Organization, kind: LetterKind, year: int) -> str:
    """Take the next 文号 of the organization's papers; one sequence for all kinds of a year."""
    number = _next(f"letter:{organization.pk}:{year}")
    return f"{organization.letter_prefix}〔{year}〕{number}号-{_SUFFIX[kind]}"


def query_code(submission_key: str) -> str:
    """The applicant's eight-character code. Derived, so that a re-sent form shows the same receipt again."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"query-code:" + submission_key.encode(), hashlib.sha256).digest()
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:8])


def _next(key: str) -> int:
    ReferenceCounter.objects.get_or_create(key=key)
    counter = ReferenceCounter.objects.select_for_update().get(key=key)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
