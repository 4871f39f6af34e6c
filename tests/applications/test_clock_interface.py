"""The clock for the public and for other systems: command and API give the same dates and refuse the same histories."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

EXAMPLE_9 = {
    "received_on": "2024-09-02",
    "as_of": "2024-09-26",
    "events": [
        {
            "kind": "third_party_consultation",
            "sent_on": "2024-09-09",
            "delivered_on": "2024-09-11",
            "answered_on": "2024-09-25",
        }
    ],
}
EXAMPLE_7 = {
    "received_on": "2025-03-10",
    "as_of": "2025-04-08",
    "events": [
        {"kind": "correction_received", "on": "2025-04-07"},
        {"kind": "correction_notice", "issued_on": "2025-03-19", "delivered_on": "2025-03-21", "period_days": 10},
    ],
}
EXAMPLE_14 = {
    "received_on": "2025-12-01",
    "as_of": "2026-01-20",
    "events": [
        {"kind": "fee_notice", "sent_on": "2025-12-24", "delivered_on": "2025-12-26"},
        {"kind": "fee_paid", "on": "2026-01-19"},
    ],
}
EXAMPLE_24 = {
    "received_on": "2026-03-02",
    "as_of": "2026-03-31",
    "events": [{"kind": "decision_issued", "on": "2026-03-30"}, {"kind": "served", "on": "2026-03-30"}],
}
AWAITING = {
    "received_on": "2025-03-10",
    "as_of": "2025-03-24",
    "events": [
        {"kind": "correction_notice", "issued_on": "2025-03-19", "delivered_on": "2025-03-21", "period_days": 10}
    ],
}


def ask(client, history):
    answer = client.post("/api/v1/clock/", json.dumps(history), content_type="application/json")
    return answer.status_code, answer.json()


def explain(history, tmp_path) -> dict:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(history), encoding="utf-8")
    out = StringIO()
    call_command("explain_clock", str(file), stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize(
    ("history", "dates"),
    [
        ({"received_on": "2026-03-02", "as_of": "2026-03-20"}, {"answer_due_on": "2026-03-30", "correction_notice_due_on": "2026-03-11"}),
        (EXAMPLE_9, {"answer_due_on": "2024-10-21"}),
        (EXAMPLE_7, {"answer_due_on": "2025-05-07"}),
        (EXAMPLE_14, {"answer_due_on": "2026-02-14", "payment_due_on": "2026-01-26"}),
        (EXAMPLE_24, {"reconsideration_until": "2026-05-29", "litigation_until": "2026-09-30"}),
        (AWAITING, {"answer_due_on": None, "correction_due_on": "2025-04-07", "paused": True}),
        ({"received_on": "2026-12-10", "as_of": "2026-12-11"}, {"answer_due_on": "2027-01-08", "provisional": True}),
    ],
)  # fmt: skip
def test_worked_dates_come_out_of_both_doors(history, dates, client, tmp_path):
    status, answer = ask(client, history)
    assert status == 200
    assert {name: answer[name] for name in dates} == dates
    assert explain(history, tmp_path) == answer
    if answer["answer_due_on"]:
        assert answer["trace"][-1]["date"] == answer["answer_due_on"]


@pytest.mark.parametrize(
    ("history", "message"),
    [
        ({"received_on": "2026-03-02", "events": [{"kind": "extension", "notified_on": "2026-03-31", "days": 5}]}, "届满"),
        ({"received_on": "2026-03-02", "events": [{"kind": "decision_issued", "on": "2026-03-01"}]}, "早于"),
        ({"received_on": "2026-03-02", "events": [{"kind": "correction_notice", "issued_on": "2026-03-12"}]}, "7个工作日|2026-03-11"),
        ({**AWAITING, "events": AWAITING["events"] * 2}, "一次"),
        ({"received_on": "2026-02-30"}, "真实存在的日期"),
        ({"received_on": 5}, "真实存在的日期"),
        ({}, "真实存在的日期"),
        ([], "JSON对象"),
        ({"received_on": "2026-03-02", "colour": "red"}, "不认识的字段：colour"),
        ({"received_on": "2026-03-02", "events": [{"kind": "party"}]}, "第1个事件的kind"),
        ({"received_on": "2026-03-02", "events": ["x"]}, "第1个事件的kind"),
        ({"received_on": "2026-03-02", "events": "x"}, "数组"),
        ({"received_on": "2026-03-02", "events": [{"kind": "extension", "notified_on": "2026-03-10", "days": "5"}]}, "整数"),
        ({"received_on": "2026-03-02", "events": [{"kind": "extension", "notified_on": "2026-03-10", "days": True}]}, "整数"),
        ({"received_on": "2035-03-02"}, "2035"),
    ],
)  # fmt: skip
def test_unlawful_or_malformed_histories_are_refused_with_the_reason(history, message, client, tmp_path):
    status, answer = ask(client, history)
    assert status == 422
    with pytest.raises(CommandError, match=message) as refused:
        explain(history, tmp_path)
    assert refused.value.returncode == 2
    assert answer["detail"] == str(refused.value)


def test_the_command_reads_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO('{"received_on": "2026-03-02"}'))
    out = StringIO()
    call_command("explain_clock", "-", stdout=out)
    assert json.loads(out.getvalue())["answer_due_on"] == "2026-03-30"


def test_what_is_no_json_is_told_where(tmp_path):
    file = tmp_path / "x.json"
    file.write_text("{oops")
    with pytest.raises(CommandError, match="第1行") as refused:
        call_command("explain_clock", str(file))
    assert refused.value.returncode == 2
