"""Reading an applicant's personal data in full: allowed to few, and never without a trace."""

from django.db import transaction

from applications.models import Applicant, Case, CaseFile
from applications.policies import can_see_identity
from portal.accounts.models import User
from portal.audit.services import record
from portal.common.exceptions import NotPermitted


@transaction.atomic
def reveal_applicant(case: Case, *, actor: User) -> Applicant:
    """Return the applicant and leave an audit entry; raises NotPermitted."""
    if not can_see_identity(actor, case):
        raise NotPermitted("您没有查看申请人身份信息的权限。")
    record("case.reveal_identity", actor=actor, target=case, organization=case.organization.code)
    return case.applicant


@transaction.atomic
def open_case_file(file: CaseFile, *, actor: User) -> CaseFile:
    """Return a file of the case for download and leave an audit entry; raises NotPermitted."""
    if not can_see_identity(actor, file.case):
        raise NotPermitted("您没有查看申请材料的权限。")
    record("case.download_file", actor=actor, target=file.case, organization=file.case.organization.code, file=file.pk)
    return file
