"""Every statutory number beside its article. Nothing else in the clock contains a number of days."""

from dataclasses import dataclass
from enum import StrEnum

REGULATION = "《政府信息公开条例》"
CIVIL_PROCEDURE_85 = "《民事诉讼法》第八十五条"
FEE_MEASURES_6 = "《政府信息公开信息处理费管理办法》第六条"
EXCLUSION_ARTICLE = f"{REGULATION}第三十三条第三款"
DELAY_ARTICLE = f"{REGULATION}第三十五条"


@dataclass(frozen=True)
class Limit:
    """A period: its length (the name of the constant says in which unit) and the article that sets it."""

    length: int
    article: str


# 第三十三条第二款: answer within 20 working days of receipt; one extension of at most 20 more.
ANSWER_WORKING_DAYS = Limit(20, f"{REGULATION}第三十三条第二款")
EXTENSION_MAX_WORKING_DAYS = Limit(20, f"{REGULATION}第三十三条第二款")

# 第三十条: tell the applicant once, within 7 working days of receipt, what to correct.
CORRECTION_NOTICE_WORKING_DAYS = Limit(7, f"{REGULATION}第三十条")

# 第三十二条, 第三十四条: an opinion within 15 working days of receiving the letter.
OPINION_WORKING_DAYS = Limit(15, f"{REGULATION}第三十二条、第三十四条")

# 国办函〔2020〕109号第六条: pay within 20 working days of receiving the notice; then the clock restarts.
PAYMENT_WORKING_DAYS = Limit(20, FEE_MEASURES_6)

# 行政复议法第二十条: 60 natural days from knowing of the act.
RECONSIDERATION_DAYS = Limit(60, "《行政复议法》第二十条")

# 行政诉讼法第四十六条: six months from knowing of the act.
LITIGATION_MONTHS = Limit(6, "《行政诉讼法》第四十六条")


class ExclusionStart(StrEnum):
    """From when the time for an opinion is left out (A4): from sending the letter, or from its delivery."""

    SENT = "sent"
    DELIVERED = "delivered"
