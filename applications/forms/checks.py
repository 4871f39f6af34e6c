"""Checks of what people type into the request form, with messages they can act on."""

import re
import unicodedata
from datetime import date

from django.core.exceptions import ValidationError

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def check_readable(text: str) -> None:
    """Refuse what looks empty: signs that are only blanks, controls or of no width."""
    if not any(unicodedata.category(sign)[0] not in "CZ" for sign in text):
        raise ValidationError("请填写文字，不能只有空白或者不可见字符。")


def check_resident_number(number: str) -> None:
    """公民身份号码 after GB 11643: 17 digits, a real date of birth in the middle, a check digit."""
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise ValidationError("居民身份证号码应为18位，最后一位可以是X。请核对后重新填写。")
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise ValidationError("居民身份证号码中的出生日期不存在，请核对。") from None
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    if _CHECK_DIGITS[total % 11] != number[17]:
        raise ValidationError("居民身份证号码的校验位不对，可能有一位填错了，请核对。")


def check_credit_code(code: str) -> None:
    """统一社会信用代码 after GB 32100: 18 signs of its alphabet (a 9-sign organization code is taken as well)."""
    if not re.fullmatch(rf"[{_CREDIT_SIGNS}]{{18}}|[0-9A-Z]{{8}}-?[0-9X]", code):
        raise ValidationError("统一社会信用代码应为18位数字或大写字母（不含I、O、S、V、Z），请核对。")


def check_phone(number: str) -> None:
    """A mobile or fixed number, with area code and extension if need be."""
    if not re.fullmatch(r"\+?[0-9][0-9\-()转]{5,24}", number):
        raise ValidationError("联系电话应为手机号码或者带区号的固定电话，如0000-1234567。")
