"""Article 31: which day is the receipt date, channel by channel."""

from datetime import date

import pytest

from applications.clock import ReceiptChannel, UnlawfulHistory, receipt_date

FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY = (date(2026, 3, day) for day in (6, 7, 8, 9, 10))
ELECTRONIC = [ReceiptChannel.WEB, ReceiptChannel.EMAIL, ReceiptChannel.FAX]


def article(item: str) -> str:
    return f"《政府信息公开条例》第三十一条第（{item}）项"


def test_in_person_is_the_day_of_submission(calendar):
    receipt = receipt_date(ReceiptChannel.IN_PERSON, calendar, arrived_on=FRIDAY)
    assert (receipt.on, receipt.article) == (FRIDAY, article("一"))


def test_registered_mail_is_the_day_of_signing(calendar):
    receipt = receipt_date(ReceiptChannel.REGISTERED_MAIL, calendar, arrived_on=FRIDAY, signed_on=SATURDAY)
    assert (receipt.on, receipt.article) == (SATURDAY, article("二"))


def test_ordinary_letter_is_the_day_of_confirmation_however_late(calendar):
    arrived, reached = date(2026, 4, 30), date(2026, 5, 6)
    receipt = receipt_date(ReceiptChannel.ORDINARY_LETTER, calendar, arrived_on=arrived, confirmed_on=reached)
    assert (receipt.on, receipt.article) == (reached, article("二"))


@pytest.mark.parametrize("channel", ELECTRONIC)
@pytest.mark.parametrize(
    ("arrived", "confirmed", "expected"),
    [
        pytest.param(FRIDAY, FRIDAY, FRIDAY, id="same-day"),
        pytest.param(FRIDAY, SUNDAY, SUNDAY, id="on-the-weekend"),
        pytest.param(FRIDAY, MONDAY, MONDAY, id="next-working-day"),
        pytest.param(FRIDAY, TUESDAY, MONDAY, id="too-late"),
        pytest.param(FRIDAY, None, MONDAY, id="never"),
        pytest.param(date(2026, 2, 13), None, date(2026, 2, 14), id="make-up-saturday-is-the-next-working-day"),
        pytest.param(date(2026, 9, 30), None, date(2026, 10, 8), id="over-national-day"),
    ],
)
def test_electronic_is_confirmation_at_the_latest_the_next_working_day(calendar, channel, arrived, confirmed, expected):
    receipt = receipt_date(channel, calendar, arrived_on=arrived, confirmed_on=confirmed)
    assert (receipt.on, receipt.article) == (expected, article("三"))


@pytest.mark.parametrize(
    ("channel", "dates", "reason"),
    [
        (ReceiptChannel.REGISTERED_MAIL, {}, "挂号信、特快专递须填写签收日期。"),
        (ReceiptChannel.ORDINARY_LETTER, {}, "平常信函须在收到当日与申请人确认，确认之前期限不起算。"),
        (ReceiptChannel.IN_PERSON, {"signed_on": MONDAY}, "只有挂号信、特快专递才有签收日期。"),
        (ReceiptChannel.WEB, {"signed_on": MONDAY}, "只有挂号信、特快专递才有签收日期。"),
        (ReceiptChannel.IN_PERSON, {"confirmed_on": MONDAY}, "当面提交和签收的邮件不需要与申请人确认日期。"),
        (
            ReceiptChannel.REGISTERED_MAIL,
            {"signed_on": FRIDAY},
            "签收日期（2026-03-06）早于到达日期（2026-03-07）。",
        ),
        (ReceiptChannel.FAX, {"confirmed_on": FRIDAY}, "确认日期（2026-03-06）早于到达日期（2026-03-07）。"),
    ],
)
def test_impossible_dates_are_refused(calendar, channel, dates, reason):
    with pytest.raises(UnlawfulHistory) as caught:
        receipt_date(channel, calendar, arrived_on=SATURDAY, **dates)
    assert str(caught.value) == reason
