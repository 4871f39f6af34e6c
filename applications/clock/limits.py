"""Every statutory number beside its article. Nothing else in the clock contains a number of days."""

from dataclasses import dataclass

REGULATION = "《政府信息公开条例》"
CIVIL_PROCEDURE_85 = "《民事诉讼法》第八十五条"


@dataclass(frozen=True)
class Limit:
    """A period: its length (the name of the constant says in which unit) and the article that sets it."""

    length: int
    article: str


# 第三十三条第二款: answer within 20 working days of receipt.
ANSWER_WORKING_DAYS = Limit(20, f"{REGULATION}第三十三条第二款")

# 第三十条: tell the applicant once, within 7 working days of receipt, what to correct.
CORRECTION_NOTICE_WORKING_DAYS = Limit(7, f"{REGULATION}第三十条")

# 行政复议法第二十条: 60 natural days from knowing of the act.
RECONSIDERATION_DAYS = Limit(60, "《行政复议法》第二十条")

# 行政诉讼法第四十六条: six months from knowing of the act.
LITIGATION_MONTHS = Limit(6, "《行政诉讼法》第四十六条")
