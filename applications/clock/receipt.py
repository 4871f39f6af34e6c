"""The receipt date (收到申请之日) by channel, art 31. It is always derived, never typed in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from applications.clock.events import UnlawfulHistory
from applications.clock.limits import REGULATION
from portal.workdays.calendar import WorkCalendar


class ReceiptChannel(StrEnum):
    """How the request came in. An oral request written down by staff (代为填写) counts as IN_PERSON."""

    IN_PERSON = "in_person"
    REGISTERED_MAIL = "registered_mail"
    ORDINARY_LETTER = "ordinary_letter"
    WEB = "web"
    EMAIL = "email"
    FAX = "fax"


@dataclass(frozen=True)
class ReceiptDate:
    """The day from which the periods run, the rule in words (Chinese) and its article."""

    on: date
    rule: str
    article: str


def receipt_date(
    channel: ReceiptChannel,
    calendar: WorkCalendar,
    *,
    arrived_on: date,
    signed_on: date | None = None,
    confirmed_on: date | None = None,
) -> ReceiptDate:
    """Return the receipt date of a request that reached the office on arrived_on.

    signed_on is the day on which the office signed for registered mail or EMS, and only for those;
    confirmed_on the day on which both sides confirmed a letter, a web form, an e-mail or a fax.
    Raises UnlawfulHistory when the dates do not fit the channel, or a letter is not confirmed yet.
    """
    _refuse_impossible(channel, arrived_on, signed_on, confirmed_on)
    if channel is ReceiptChannel.IN_PERSON:
        return ReceiptDate(arrived_on, "当面提交的，以提交之日为收到申请之日", _article("一"))
    if channel is ReceiptChannel.REGISTERED_MAIL:
        if signed_on is None:
            raise UnlawfulHistory("挂号信、特快专递须填写签收日期。")
        return ReceiptDate(signed_on, "以邮寄方式提交的，以行政机关签收之日为收到申请之日", _article("二"))
    if channel is ReceiptChannel.ORDINARY_LETTER:
        if confirmed_on is None:
            raise UnlawfulHistory("平常信函须在收到当日与申请人确认，确认之前期限不起算。")
        return ReceiptDate(confirmed_on, "以平常信函提交的，以确认之日为收到申请之日", _article("二"))
    return _electronic_receipt(calendar, arrived_on, confirmed_on)


def _electronic_receipt(calendar: WorkCalendar, arrived_on: date, confirmed_on: date | None) -> ReceiptDate:
    """Confirmation counts, at the latest the next working day (A3): waiting must not move the date."""
    latest = calendar.add_working_days(arrived_on, 1)
    if confirmed_on is not None and confirmed_on <= latest:
        rule = "通过互联网渠道或者传真提交的，以双方确认之日为收到申请之日"
        return ReceiptDate(confirmed_on, rule, _article("三"))
    rule = "通过互联网渠道或者传真提交、未及时确认的，以提交后的下一个工作日为收到申请之日"
    return ReceiptDate(latest, rule, _article("三"))


def _refuse_impossible(
    channel: ReceiptChannel, arrived_on: date, signed_on: date | None, confirmed_on: date | None
) -> None:
    if signed_on and channel is not ReceiptChannel.REGISTERED_MAIL:
        raise UnlawfulHistory("只有挂号信、特快专递才有签收日期。")
    if confirmed_on and channel in {ReceiptChannel.IN_PERSON, ReceiptChannel.REGISTERED_MAIL}:
        raise UnlawfulHistory("当面提交和签收的邮件不需要与申请人确认日期。")
    if signed_on and signed_on < arrived_on:
        raise UnlawfulHistory(f"签收日期（{signed_on}）早于到达日期（{arrived_on}）。")
    if confirmed_on and confirmed_on < arrived_on:
        raise UnlawfulHistory(f"确认日期（{confirmed_on}）早于到达日期（{arrived_on}）。")


def _article(item: str) -> str:
    return f"{REGULATION}第三十一条第（{item}）项"
