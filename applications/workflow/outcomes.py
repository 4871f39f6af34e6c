"""The 21 outcomes (处理结果): group, article, remedy class and what the answer must say.

One row per leaf of the annual report's table 3, so that reports are pure aggregation. Articles are those
of the Regulation (《政府信息公开条例》); the remedy classes follow 行政复议法 art 23 and 法释〔2025〕8号.
"""

from dataclasses import dataclass
from enum import StrEnum

from applications.enums import DecisionOutcome as Code
from applications.enums import OutcomeDetail as Detail
from applications.enums import OutcomeGroup as Group


class RemedyClass(StrEnum):
    """Which remedy paragraph an answer carries."""

    RECONSIDERATION_FIRST = "A"  # 复议前置
    CHOICE = "B"  # 复议或者诉讼


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row: articles to cite, remedy class, and which texts the clerk must write.

    ``must_say`` is the hint beside the reasons field (law.md §8.3 in the office's words); ``details`` lists
    the situations among which the clerk must choose, empty when there is only one.
    """

    code: Code
    group: Group
    articles: tuple[str, ...]
    remedy: RemedyClass
    must_say: str
    needs_reasons: bool = True
    needs_obtaining: bool = False
    details: tuple[Detail, ...] = ()

    @property
    def label(self) -> str:
        return self.code.label


_A, _B = RemedyClass.RECONSIDERATION_FIRST, RemedyClass.CHOICE
_ROWS = (
    Outcome(
        Code.G1,
        Group.DISCLOSED,
        ("第三十六条第（一）项", "第三十六条第（二）项"),
        _B,
        "已经主动公开的，写明获取的方式、途径（准确的名称、网址或公报期号）；予以提供的，写明提供的形式或方式、途径和时间。",
        needs_reasons=False,
        needs_obtaining=True,
        details=(Detail.ALREADY_PUBLIC, Detail.PROVIDED),
    ),
    Outcome(
        Code.P1,
        Group.PARTIALLY_DISCLOSED,
        ("第三十七条",),
        _A,
        "逐项写明予以公开的部分和不予公开的部分，不予公开的每一部分都要写明依据的条款和理由。",
        needs_obtaining=True,
    ),
    Outcome(
        Code.N1,
        Group.REFUSED,
        ("第十四条", "第三十六条第（三）项"),
        _A,
        "写明属于依法确定的国家秘密及其依据，不得涉及秘密内容。",
    ),
    Outcome(
        Code.N2, Group.REFUSED, ("第十四条", "第三十六条第（三）项"), _A, "写明禁止公开的法律、行政法规名称和条款。"
    ),
    Outcome(
        Code.N3,
        Group.REFUSED,
        ("第十四条", "第三十六条第（三）项"),
        _A,
        "写明可能危及国家安全、公共安全、经济安全、社会稳定中的哪一项及理由。",
    ),
    Outcome(
        Code.N4,
        Group.REFUSED,
        ("第十五条", "第三十二条", "第三十六条第（三）项"),
        _A,
        "写明征求第三方意见的情况、第三方不同意公开的合理理由；第三方逾期未答复的，写明本机关的判断。",
    ),
    Outcome(
        Code.N5,
        Group.REFUSED,
        ("第十六条第一款", "第三十六条第（三）项"),
        _A,
        "写明属于人事管理、后勤管理、内部工作流程中的哪一类及理由。",
    ),
    Outcome(
        Code.N6,
        Group.REFUSED,
        ("第十六条第二款", "第三十六条第（三）项"),
        _A,
        "写明属于讨论记录、过程稿、磋商信函、请示报告中的哪一类及理由。",
    ),
    Outcome(
        Code.N7,
        Group.REFUSED,
        ("第十六条第二款", "第三十六条第（三）项"),
        _A,
        "写明属于哪一行政执法案卷；当事人可以依法查阅案卷。",
    ),
    Outcome(
        Code.N8, Group.REFUSED, ("第三十六条第（七）项",), _B, "写明适用的专门法律、行政法规和查询办理的地点、方式。"
    ),
    Outcome(
        Code.U1,
        Group.UNAVAILABLE,
        ("第三十六条第（四）项", "第三十六条第（五）项"),
        _B,
        "信息不存在的，写明检索的范围、地点、关键词和日期；不属于本机关负责的，说明理由，能够确定负责机关的，告知其名称、联系方式。",
        details=(Detail.NOT_EXISTING, Detail.NOT_RESPONSIBLE),
    ),
    Outcome(Code.U2, Group.UNAVAILABLE, ("第三十八条",), _B, "写明没有现成信息，需要怎样的加工、分析。"),
    Outcome(
        Code.U3,
        Group.UNAVAILABLE,
        ("第二十九条第二款第（二）项", "第三十条"),
        _B,
        "写明补正的日期和补正后仍不明确之处。",
    ),
    Outcome(
        Code.X1,
        Group.NOT_PROCESSED,
        ("第三十九条第一款",),
        _B,
        "告知不作为政府信息公开申请处理，并告知信访、投诉、举报的相应渠道。",
    ),
    Outcome(Code.X2, Group.NOT_PROCESSED, ("第三十六条第（六）项",), _B, "写明此前答复的文号和日期。"),
    Outcome(Code.X3, Group.NOT_PROCESSED, ("第三十九条第二款",), _B, "告知获取该公开出版物的途径。"),
    Outcome(
        Code.X4, Group.NOT_PROCESSED, ("第三十五条",), _B, "写明申请的数量、频次，申请人说明的理由，以及不合理的原因。"
    ),
    Outcome(
        Code.X5,
        Group.NOT_PROCESSED,
        ("第二条", "第三十八条"),
        _B,
        "写明申请人已于何时获取该信息，本次申请要求确认或重新出具。",
    ),
    Outcome(
        Code.O1, Group.OTHER_HANDLING, ("第三十条",), _B, "写明补正告知的文号、送达日期、补正期限和逾期未补正的事实。"
    ),
    Outcome(
        Code.O2, Group.OTHER_HANDLING, ("第四十二条",), _B, "写明收费通知的文号、送达日期、缴费期限和逾期未缴费的事实。"
    ),
    Outcome(Code.O3, Group.OTHER_HANDLING, (), _B, "写明事实、处理方式和依据。"),
)
OUTCOMES: dict[str, Outcome] = {row.code.value: row for row in _ROWS}

_DETAIL_ARTICLES = {
    Detail.ALREADY_PUBLIC: ("第三十六条第（一）项",),
    Detail.PROVIDED: ("第三十六条第（二）项",),
    Detail.NOT_EXISTING: ("第三十六条第（四）项",),
    Detail.NOT_RESPONSIBLE: ("第三十六条第（五）项",),
}

# Withholding under these articles must go to reconsideration first (行政复议法 art 23(1)(四), 法释〔2025〕8号 art 1).
_FORCED_GROUNDS = ("第十四条", "第十五条", "第十六条")


def articles_of(code: str, detail: str = "") -> tuple[str, ...]:
    """The articles that the answer cites for an outcome and, where the row has two situations, its detail."""
    return _DETAIL_ARTICLES.get(Detail(detail), ()) if detail else OUTCOMES[code].articles


def remedies_of(code: str, withheld_articles: tuple[str, ...] = ()) -> tuple[RemedyClass, ...]:
    """The remedy classes of an answer, in printing order.

    A partial disclosure (P1) carries class A for what is withheld under arts 14–16 and class B for the rest;
    withheld under other articles only, it carries class B alone.
    """
    if code != Code.P1:
        return (OUTCOMES[code].remedy,)
    forced = any(named.startswith(_FORCED_GROUNDS) for articles in withheld_articles for named in articles.split("、"))
    return (_A, _B) if forced else (_B,)
