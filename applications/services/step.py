"""What one step of the procedure works with."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from applications.models import Case
from portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class Step:
    """The locked case, who acts, the legal date, the moment, and the facts of the form.

    ``written`` collects storage names of files so that a refused step leaves none behind.
    """

    case: Case
    actor: User
    on: date
    at: datetime
    facts: dict[str, Any]
    written: list[str] = field(default_factory=list)
