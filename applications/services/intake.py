"""Intake (收件): a request arrives over the web or is written down at the counter."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from applications.enums import Channel, FileKind
from applications.models import Applicant, Case, CaseFile
from applications.services.notices import tell_clerks
from applications.services.reference import next_case_reference, query_code
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.policies import require_permission
from portal.audit.services import record
from portal.common.encryption import blind_index
from portal.common.exceptions import InvalidInput
from portal.common.files import EVIDENCE_TYPES, UploadFacts, discard_on_error, inspect_upload
from portal.organizations.models import Organization

MAX_FILES = 10


@dataclass(frozen=True, slots=True)
class ApplicantFacts:
    """Who asks; names as the model's (条例 art 29(2)(一))."""

    kind: str
    name: str
    phone: str
    address: str
    work_unit: str = ""
    identity_type: str = ""
    identity_number: str = ""
    credit_code: str = ""
    representative: str = ""
    contact_name: str = ""
    email: str = ""
    fax: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What is asked for and in which form (条例 art 29(2)(二)(三))."""

    content: str
    carrier: str
    delivery: str
    information_title: str = ""
    information_number: str = ""
    accepts_other_form: bool = True
    filled_by_staff: bool = False
    needs_assistance: bool = False


@dataclass(frozen=True, slots=True)
class Submission:
    """The case, the applicant's query code, and whether this call created it (False for a re-sent form)."""

    case: Case
    query_code: str
    created: bool


def submit_case(
    organization: Organization,
    *,
    submission_key: str,
    channel: Channel,
    applicant: ApplicantFacts,
    request: RequestFacts,
    arrived_on: date,
    at: datetime,
    actor: User | None = None,
    files: Sequence[tuple[FileKind, File]] = (),
) -> Submission:
    """Create the case with its number; the same ``submission_key`` again returns the first one.

    Raises InvalidInput for a file that is not what it claims. Clerks are told after the commit.
    """
    if actor is not None:
        require_permission(actor, Permission.CASE_REGISTER, organization)
    if arrived_on > timezone.localtime(at).date():
        raise InvalidInput("到达日期不能晚于今天。", field="arrived_on")
    if len(files) > MAX_FILES:
        raise InvalidInput(f"一次最多上传{MAX_FILES}个文件。", field="files")
    checked = [(kind, file, inspect_upload(file, allowed=EVIDENCE_TYPES)) for kind, file in files]
    code = query_code(submission_key)
    if known := Case.objects.filter(submission_key=submission_key).first():
        return Submission(known, code, created=False)
    case = Case(
        organization=organization,
        query_code_hash=blind_index(code),
        channel=channel,
        submitted_at=at,
        arrived_on=arrived_on,
        submission_key=submission_key,
        **asdict(request),
    )
    try:
        with discard_on_error() as written:
            _save(case, applicant, checked, written, actor)
    except IntegrityError:
        # The same form arrived twice at once: the other one won, both people see its receipt.
        return Submission(Case.objects.get(submission_key=submission_key), code, created=False)
    return Submission(case, code, created=True)


@transaction.atomic
def _save(
    case: Case,
    applicant: ApplicantFacts,
    files: Sequence[tuple[FileKind, File, UploadFacts]],
    written: list[str],
    actor: User | None,
) -> None:
    case.reference = next_case_reference(case.organization, case.arrived_on.year)
    case.save()
    Applicant.objects.create(
        case=case,
        identity_index=blind_index(applicant.identity_number or applicant.credit_code),
        **asdict(applicant),
    )
    for kind, file, facts in files:
        add_file(case, kind, file, facts, written=written)
    tell_clerks(case, "case.submitted", key=f"case.submitted:{case.pk}")
    record("case.submit", actor=actor, target=case, organization=case.organization.code, channel=case.channel)


def add_file(case: Case, kind: FileKind, file: File, facts: UploadFacts, *, written: list[str]) -> CaseFile:
    """Store a checked file under the case; its storage name is added to ``written`` for the clean-up."""
    row = CaseFile(
        case=case,
        kind=kind,
        name=facts.name,
        size=facts.size,
        media_type=facts.media_type,
        sha256=facts.sha256,
        added_at=case.submitted_at,
    )
    row.file.save(f"{case.reference}{_suffix(facts.name)}", file, save=False)
    written.append(str(row.file.name))
    row.save()
    return row


def _suffix(name: str) -> str:
    return "." + name.rpartition(".")[2].lower()
