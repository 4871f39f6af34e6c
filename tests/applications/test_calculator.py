"""The public deadline calculator: the same dates as the clock, drawn and explained."""

import re

import pytest
from django.urls import reverse

PAUSED_AND_EXTENDED = {
    "received_on": "2026-04-13", "as_of": "2026-05-20", "rows": "3",
    "e0-kind": "third_party_consultation", "e0-on": "2026-05-06", "e0-delivered_on": "2026-05-08", "e0-answered_on": "2026-05-27",
    "e1-kind": "extension", "e1-on": "2026-05-20", "e1-days": "20",
}  # fmt: skip


def ask(client, **data) -> str:
    answer = client.get(reverse("applications:calculator"), data)
    assert answer.status_code == 200
    return answer.content.decode()


def cells(page: str, kind: str) -> list[str]:
    return re.findall(rf'<td class="{kind}[^"]*">(\d+)<', page)


def test_an_empty_page_asks_and_says_nothing_of_errors(client):
    page = ask(client)
    assert "有 1 处" not in page
    assert "计算结果" not in page


def test_the_worked_example_is_drawn_day_by_day(client):
    page = ask(client, **PAUSED_AND_EXTENDED)
    assert "2026年7月3日（星期五）" in page
    assert cells(page, "due") == ["3"]
    assert cells(page, "stop") == ["7", "8", "9", *map(str, [*range(11, 16), *range(18, 23), *range(25, 28)])]
    assert re.findall(r"<caption>(\d+年\d+月)</caption>", page) == ["2026年4月", "2026年5月", "2026年6月", "2026年7月"]
    counted = re.findall(r'<td data-label="是否计入">(\S+?)</td>', page).count("计入")
    assert counted == 40


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"received_on": ""}, "该字段是必填项"),
        ({"received_on": "2026-02-30"}, "输入一个有效的日期"),
        ({"received_on": "2026-03-02", "e0-kind": "extension"}, "请填写日期。"),
        ({"received_on": "2026-03-02", "e0-kind": "extension", "e0-on": "2026-03-10"}, "请填写延长的工作日数。"),
        ({"received_on": "2026-03-02", "e0-kind": "delay", "e0-on": "2026-03-10"}, "请填写延至的日期。"),
        ({"received_on": "2026-03-02", "e0-kind": "extension", "e0-on": "2026-04-10", "e0-days": "5"}, "不能再延期"),
        ({"received_on": "2035-03-02"}, "2035"),
    ],
)
def test_bad_input_is_told_and_gives_no_date(data, message, client):
    page = ask(client, rows="3", **data)
    assert message in page
    assert "计算结果" not in page


def test_rows_can_be_added_and_are_bounded(client):
    page = ask(client, received_on="2026-03-02", rows="3", more="1")
    assert len(re.findall(r'<select name="e\d+-kind"', page)) == 6
    page = ask(client, received_on="2026-03-02", rows="999999999999", more="1")
    assert len(re.findall(r'<select name="e\d+-kind"', page)) == 6
    page = ask(client, received_on="2026-03-02", rows="900")
    assert len(re.findall(r'<select name="e\d+-kind"', page)) == 30
