"""Personal data as staff see it at first: enough to recognise, too little to leak."""

from dataclasses import dataclass

from applications.models import Applicant


@dataclass(frozen=True, slots=True)
class MaskedApplicant:
    """What the case page shows of the applicant."""

    kind: str
    name: str
    identity: str
    phone: str


def masked_applicant(applicant: Applicant) -> MaskedApplicant:
    """Return 张＊＊, the first and last four signs of the number, and a phone without its middle."""
    number = applicant.identity_number or applicant.credit_code or ""
    return MaskedApplicant(
        kind=applicant.get_kind_display(),
        name=mask_name(applicant.name),
        identity=_middle(number, keep=4) if number else "",
        phone=_middle(applicant.phone, keep=3),
    )


def mask_name(name: str) -> str:
    """Keep the first sign of a person's name."""
    return name[:1] + "＊" * max(len(name) - 1, 1)


def _middle(text: str, *, keep: int) -> str:
    if len(text) <= 2 * keep:
        return "＊" * len(text)
    return text[:keep] + "＊" * (len(text) - 2 * keep) + text[-keep:]
