"""The content of the fictional city holds together: references, counts, sums and law."""

import csv
import re
import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from applications.enums import ApplicantKind, Carrier, CaseStatus, DecisionOutcome, DeliveryMethod
from applications.workflow.outcomes import OUTCOMES, articles_of
from portal.accounts.enums import Role
from portal.demo.people import DATA
from portal.organizations.models import OrganizationLevel

ROOT = Path(__file__).resolve().parents[3]
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
KNOWN_PLACEHOLDER = re.compile(
    r"(issued|effective|received|date)(:[+-]?\d+w?)?|(issued|received)_year(:[+-]\d+)?|date_year:-?\d+"
    r"|issued_month|last_quarter|year|last_year|next_year"
)
RECENT_YEAR = re.compile(r"(?<!\d)20(2[4-9]|3\d)(年|〕)")
RELATIONS = {"INTERPRETS", "AMENDS", "REPEALS", "BASED_ON", "REPRINTS"}
ANSWERED = {"ANSWERED", "SERVED", "ARCHIVED"}


def _toml(name):
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def _read(path):
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return {**tomllib.loads(head), "body": body, "file": path.name}


ORGANIZATIONS = _toml("organizations.toml")["organization"]
USERS = _toml("users.toml")["user"]
GUIDES = _toml("guides.toml")["guide"]
CASES = _toml("cases.toml")["case"]
DOCUMENTS = [_read(path) for path in sorted((DATA / "documents").glob("*.md"))]
by_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["key"])


def _organization(key):
    return next(entry for entry in ORGANIZATIONS if entry["key"] == key)


def _texts(value):
    """Every string inside a value, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _tables(document):
    """The tables of the body and of the attachments, as lists of rows."""
    table = []
    for line in [*document["body"].splitlines(), ""]:
        if line.startswith("|"):
            table.append([cell.strip() for cell in line.strip().strip("|").split("|")])
        elif table:
            yield table
            table = []
    yield from (attachment["rows"] for attachment in document["attachments"] if "rows" in attachment)


def _number(text):
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _credit_code_is_valid(code):
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(alphabet.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return len(code) == 18 and alphabet[(31 - total % 31) % 31] == code[17]


def _identity_number_is_valid(number):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
    return len(number) == 18 and "10X98765432"[total % 11] == number[17]


def test_the_city_has_the_nine_bodies_and_each_names_the_right_reconsideration_body():
    assert Counter(entry["level"] for entry in ORGANIZATIONS) == {
        OrganizationLevel.CITY_GOVERNMENT: 1,
        OrganizationLevel.CITY_DEPARTMENT: 6,
        OrganizationLevel.COUNTY_GOVERNMENT: 1,
        OrganizationLevel.TOWNSHIP: 1,
    }
    for entry in ORGANIZATIONS:
        # 行政复议法 art 24: the government one level above; the city's own answers go to the province.
        superior = _organization(entry["parent"])["name"] if "parent" in entry else "南岭省人民政府"
        assert entry["reconsideration_body"] == superior, entry["key"]


def test_organization_codes_are_valid_and_visibly_fictional():
    for entry in ORGANIZATIONS:
        assert entry["code"].startswith("990000000000"), entry["key"]
        assert _credit_code_is_valid(entry["code"]), entry["key"]


def test_four_different_people_handle_review_sign_and_edit_in_every_organization():
    offices = {entry["key"]: entry["offices"] for entry in ORGANIZATIONS}
    people: dict[tuple[str, str], set[str]] = {}
    for user in USERS:
        for grant in user["assignments"]:
            assert grant["office"] in offices[grant["organization"]], user["username"]
            people.setdefault((grant["organization"], grant["role"]), set()).add(user["username"])
    assert {role for _, role in people} == set(Role.values)
    for key in offices:
        desk = [people[key, role] for role in (Role.CLERK, Role.REVIEWER, Role.SIGNER, Role.EDITOR)]
        assert len(set().union(*desk)) == sum(len(group) for group in desk), key


def test_every_organization_has_a_guide_with_every_section():
    assert [guide["organization"] for guide in GUIDES] == [entry["key"] for entry in ORGANIZATIONS]
    for guide in GUIDES:
        assert all(text.strip() for text in guide.values()), guide["organization"]


def test_documents_are_many_and_no_two_are_alike():
    assert len(DOCUMENTS) >= 66
    assert max(Counter(document["key"] for document in DOCUMENTS).values()) == 1
    assert max(Counter(document["body"] for document in DOCUMENTS).values()) == 1
    assert sum(bool(document["attachments"]) for document in DOCUMENTS) >= 12
    assert {document["validity"] for document in DOCUMENTS} == {"IN_FORCE", "AMENDED", "REPEALED", "EXPIRED"}
    assert {document["status"] for document in DOCUMENTS} == {"published", "draft", "in_review", "withdrawn"}


def _leaf_columns(nodes):
    for node in nodes:
        yield from _leaf_columns(node["children"]) if "children" in node else [node]


def test_every_column_of_the_law_has_a_document_somewhere():
    columns = tomllib.loads((ROOT / "disclosure/data/columns.toml").read_text(encoding="utf-8"))["column"]
    assert {node["slug"] for node in _leaf_columns(columns)} <= {document["column"] for document in DOCUMENTS}


@by_document
def test_document_refers_only_to_what_exists(document):
    with (ROOT / "catalog/data/catalog26.csv").open(encoding="utf-8") as stream:
        items = {(row["domain"], row["level1"], row["level2"]) for row in csv.DictReader(stream)}
    keys = {other["key"] for other in DOCUMENTS}
    assert document["file"] == f"{document['key']}.md"
    assert document["organization"] in {entry["key"] for entry in ORGANIZATIONS}
    assert {tuple(entry) for entry in document["catalog"]} <= items
    assert {kind for kind, _ in document["relations"]} <= RELATIONS
    assert {key for _, key in document["relations"]} <= keys - {document["key"]}


@by_document
def test_document_is_complete(document):
    for name in ("title", "issuer", "genre", "subject_category", "summary"):
        assert document[name].strip(), name
    assert document["keywords"]
    assert len(document["body"].strip()) > 100
    assert (document["disclosure_attribute"] == "PROACTIVE") != ("attribute_reason" in document)
    assert (document["status"] == "withdrawn") == ("withdrawn_reason" in document)
    if isinstance(document["issued"], int):
        assert document["issued"] <= document["published"] <= 0
    else:
        assert re.fullmatch(r"\d\d-\d\d", document["issued"])
        assert re.fullmatch(r"\+\d+", document["published"])


@by_document
def test_document_never_looks_old(document):
    for text in _texts(document):
        assert [name for name in PLACEHOLDER.findall(text) if not KNOWN_PLACEHOLDER.fullmatch(name)] == []
        assert RECENT_YEAR.search(text) is None, text


@by_document
def test_tables_are_even_and_their_totals_are_the_sums(document):
    for table in _tables(document):
        if not any(row[0].startswith("条款") for row in table):
            assert {len(row) for row in table} == {len(table[0])}
        if table[-1][0] != "合计":
            continue
        for column in range(1, len(table[0])):
            numbers = [_number(row[column]) for row in table[1:]]
            if None not in numbers:
                assert sum(numbers[:-1]) == numbers[-1], table[0][column]


@by_document
def test_articles_of_a_rule_are_numbered_without_gap(document):
    numbers = re.findall(r"^第([一二三四五六七八九十]+)条　", document["body"], flags=re.MULTILINE)
    assert [_chinese_number(number) for number in numbers] == list(range(1, len(numbers) + 1))


def _chinese_number(text):
    tens, found, ones = text.rpartition("十")
    value = "一二三四五六七八九"
    return ((value.index(tens) + 1 if tens else 1) * 10 if found else 0) + (value.index(ones) + 1 if ones else 0)


def test_five_rules_have_between_15_and_40_articles():
    articles = [len(re.findall(r"^第[一二三四五六七八九十]+条　", d["body"], flags=re.MULTILINE)) for d in DOCUMENTS]
    assert sum(15 <= count <= 40 for count in articles) >= 5


@pytest.mark.parametrize("key", ["annual-yunlan", "annual-zjj", "annual-lanxi", "annual-qingshi"])
def test_annual_report_balances(key):
    """国办公开办函〔2021〕30号: items 1 + 2 = items 3 + 4 in every column, every row adds up."""
    document = next(document for document in DOCUMENTS if document["key"] == key)
    table = next(table for table in _tables(document) if table[0][-1] == "总计" and len(table[0]) == 8)
    rows = {row[0]: [int(cell) for cell in row[1:]] for row in table[1:]}
    assert all(sum(row[:6]) == row[6] for row in rows.values())
    new, carried_in, *results, total, carried_out = rows.values()
    assert len(results) == len(DecisionOutcome)
    assert [sum(column) for column in zip(*results, strict=True)] == total
    assert [a + b for a, b in zip(new, carried_in, strict=True)] == [
        a + b for a, b in zip(total, carried_out, strict=True)
    ]


def test_cases_stand_in_every_state_and_every_organization_has_some():
    states = Counter(case["state"] for case in CASES)
    assert set(states) == set(CaseStatus.values)
    assert min(states.values()) >= 2
    assert len(CASES) >= 32
    assert {case["organization"] for case in CASES} == {entry["key"] for entry in ORGANIZATIONS}
    waiting = {case["received_workdays_ago"] for case in CASES if case["state"] == "PROCESSING"}
    assert {15, 17, 19, 20, 22} <= waiting


def test_all_21_outcomes_are_among_the_answers_with_both_situations_where_the_law_has_two():
    answered = [case for case in CASES if case["state"] in ANSWERED]
    assert {case["outcome"] for case in answered} == set(DecisionOutcome.values)
    for outcome in ("G1", "U1"):
        details = {detail.value for detail in OUTCOMES[outcome].details}
        assert {case["sub"] for case in answered if case["outcome"] == outcome} == details


@pytest.mark.parametrize("case", [case for case in CASES if "outcome" in case], ids=lambda case: case["key"])
def test_answer_says_what_the_law_demands_and_cites_the_right_article(case):
    outcome = OUTCOMES[case["outcome"]]
    assert case["articles"] == list(articles_of(case["outcome"], case.get("sub", "")))
    assert case["finding"]
    assert "obtaining" in case if outcome.needs_obtaining else True
    assert "reasons" in case if outcome.needs_reasons and case["outcome"] != "P1" else True
    for part in case.get("withheld", []):
        assert re.fullmatch(r"第十[四五六]条(第[一二]款)?", part["article"])
        assert part["reason"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["key"])
def test_applicant_is_complete_and_fictional(case):
    person = case["applicant"]
    assert person["kind"] in ApplicantKind.values
    assert case["carrier"] in Carrier.values
    assert case["delivery"] in DeliveryMethod.values
    assert re.fullmatch(r"199000000\d\d", person["phone"])
    if person["kind"] == ApplicantKind.NATURAL_PERSON:
        assert person["id_number"].startswith("990100")
        assert _identity_number_is_valid(person["id_number"])
    else:
        assert _credit_code_is_valid(person["credit_code"])
        assert person["representative"]
        assert person["contact_name"]
    assert person.get("email", "a@mail.example").endswith(".example")
    # An answer can only go where the applicant can receive it.
    assert ("email" in person) or case["delivery"] != DeliveryMethod.EMAIL
    assert ("fax" in person) or case["delivery"] != DeliveryMethod.FAX


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["key"])
def test_case_texts_use_known_placeholders_and_no_recent_year(case):
    for text in _texts(case):
        assert [name for name in PLACEHOLDER.findall(text) if not KNOWN_PLACEHOLDER.fullmatch(name)] == []
        assert RECENT_YEAR.search(text) is None, text
