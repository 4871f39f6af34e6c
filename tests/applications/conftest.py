"""The cast of the request tests, and one case in any state."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from applications.enums import CaseStatus, Channel, FileKind
from applications.services.decisions import save_decision
from applications.services.intake import ApplicantFacts, RequestFacts, submit_case
from applications.services.transition import perform
from applications.workflow.transitions import CaseAction as A
from portal.accounts.enums import Role
from portal.accounts.models import User
from portal.accounts.services import assign_role
from portal.organizations.enums import OrganizationLevel
from portal.organizations.models import Organization
from portal.organizations.services import save_organization
from portal.workdays.services import load_year
from portal.workdays.yearfile import read_year_file, shipped_year_files

RECEIVED = date(2026, 3, 2)
SECRET_NAME, SECRET_NUMBER, SECRET_PHONE = "欧阳听雪", "990100199001010012", "19900000042"


def moment(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _calendar(db):
    for path in shipped_year_files():
        load_year(read_year_file(path), actor=None)


def make_organization(number: int, name: str, *, parent=None, level=OrganizationLevel.CITY_DEPARTMENT) -> Organization:
    return save_organization(
        Organization(
            name=name,
            short_name=name[-3:],
            code=f"9900000000000000{number:02d}",
            slug=f"org{number}",
            level=level,
            parent=parent,
            letter_prefix=f"测{number}公开",
            region="990100",
            disclosure_office_name="办公室",
            address="测试路1号",
            office_hours="工作日9:00—17:00",
            phone="0000-1234567",
            reconsideration_body="云澜市人民政府",
            litigation_court="云澜市中级人民法院",
        ),
        actor=None,
    )


def make_user(username: str, organization: Organization, *roles: Role) -> User:
    user = User.objects.create_user(username=username, password="demo-password", display_name=f"{username}同志")
    for role in roles:
        assign_role(user, organization=organization, role=role, actor=None)
    return user


@pytest.fixture
def city(db):
    return make_organization(1, "云澜市人民政府", level=OrganizationLevel.CITY_GOVERNMENT)


@pytest.fixture
def bureau(city):
    return make_organization(2, "云澜市测试局", parent=city)


@pytest.fixture
def other_bureau(city):
    return make_organization(3, "云澜市另一局", parent=city)


@pytest.fixture
def alice(bureau):
    """The clerk in charge."""
    return make_user("alice", bureau, Role.CLERK)


@pytest.fixture
def rita(bureau):
    """Reviews what Alice drafts."""
    return make_user("rita", bureau, Role.REVIEWER)


@pytest.fixture
def sam(bureau):
    """Signs for the head of the disclosure office."""
    return make_user("sam", bureau, Role.SIGNER)


@pytest.fixture
def charlie(other_bureau):
    """A clerk of another bureau: must see nothing here."""
    return make_user("charlie", other_bureau, Role.CLERK, Role.REVIEWER, Role.SIGNER)


@pytest.fixture
def vera(city):
    """Supervisor of the competent office: sees every unit below, changes nothing."""
    return make_user("vera", city, Role.SUPERVISOR)


def identity_paper(name="身份证.png") -> SimpleUploadedFile:
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
    )
    return SimpleUploadedFile(name, png, content_type="image/png")


def submit(organization, *, key="key-1", channel=Channel.WEB, arrived_on=RECEIVED, files=True, **changes):
    applicant = {
        "kind": "NATURAL_PERSON",
        "name": SECRET_NAME,
        "phone": SECRET_PHONE,
        "address": "云澜市测试街9号",
        "identity_type": "RESIDENT_CARD",
        "identity_number": SECRET_NUMBER,
    }
    request = {"content": "测试片区征收补偿方案", "carrier": "PAPER", "delivery": "MAIL"}
    applicant.update({k: v for k, v in changes.items() if k in ApplicantFacts.__slots__})
    request.update({k: v for k, v in changes.items() if k in RequestFacts.__slots__})
    return submit_case(
        organization,
        submission_key=key,
        channel=channel,
        applicant=ApplicantFacts(**applicant),
        request=RequestFacts(**request),
        arrived_on=arrived_on,
        at=moment(arrived_on),
        files=[(FileKind.IDENTITY, identity_paper())] if files else [],
    )


DRAFT = {
    "G1": {"detail": "PROVIDED", "obtaining": "随本答复书附上纸质件一份"},
    "P1": {
        "obtaining": "方案正文",
        "withheld": [{"part": "评估人员联系方式", "article": "第十五条", "reason": "涉及个人隐私"}],
    },
    "U1": {"detail": "NOT_EXISTING"},
}


@pytest.fixture
def case_in(bureau, alice, rita, sam):
    """Return a function that brings a case into a status through the services."""

    def build(status: CaseStatus, *, outcome="U1", key="key-1", on=RECEIVED, **changes):
        case = submit(bureau, key=key, arrived_on=on, **changes).case
        if status == CaseStatus.SUBMITTED:
            return case
        at = moment(on, 12)
        case = perform(case, A.REGISTER, actor=alice, on=on, at=at)
        if status == CaseStatus.WITHDRAWN:
            return perform(case, A.WITHDRAW, actor=alice, on=on, at=at, comment="来电撤回")
        if status == CaseStatus.PROCESSING:
            return case
        draft = {"finding": "经检索档案系统。", "reasons": "检索了2020年以来的收发文登记。", **DRAFT.get(outcome, {})}
        save_decision(case, actor=alice, at=at, outcome=outcome, **draft)
        steps = [
            (CaseStatus.UNDER_REVIEW, A.SUBMIT_ANSWER, alice, {}),
            (CaseStatus.AWAITING_SIGNATURE, A.APPROVE, rita, {}),
            (CaseStatus.ANSWERED, A.SIGN, sam, {}),
            (CaseStatus.SERVED, A.SERVE, alice, {"method": "ONLINE", "evidence": "系统"}),
            (CaseStatus.ARCHIVED, A.ARCHIVE, alice, {}),
        ]
        for reached, action, actor, facts in steps:
            case = perform(case, action, actor=actor, on=on, at=at, **facts)
            if reached == status:
                return case
        raise AssertionError(status)

    return build


def docx_text(content) -> list[str]:
    return [paragraph.text for paragraph in Document(content).paragraphs]


def read(field) -> bytes:
    with field.open("rb") as stored:
        return stored.read()
