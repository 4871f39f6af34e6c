"""The addressee (主送机关), GB/T 9704-2012, 7.3.2: below the title, flush left, closed by a full-width colon."""

from __future__ import annotations

import re
from dataclasses import dataclass

from disclosure.recognition.chars import close_up, compact, glue
from disclosure.recognition.markers import starts_with_marker
from disclosure.recognition.number import read_number
from disclosure.recognition.source import Line
from disclosure.recognition.vocabulary import is_organ

_NEVER = re.compile(
    r"如下|现将|现就|根据|为了|为进一步|经.{0,8}(?:同意|研究|批准)|按照|通知|公告|决定如|请示|报告如|方式|时间|地点|内容|附件|标题|事项|要求|措施|目标|任务|原则|电话|邮箱|链接|“$|情况$|日期$"
)
# A paper about a party names it with a label; the colon behind the label opens no letter.
_PARTY = re.compile(
    r"(?:(?:被|再|复议|行政复议)?(?:当事人|申请人|处罚人|处罚单位|处罚对象|执行人|检查人|检查单位|申诉人|投诉人|举报人|第三人|委托人|代理人|责任人|负责人|行政相对人)"
    r"|.{0,6}(?:单位|人|机关|机构|企业)(?:名称|地址)|(?:颁布|发布|建设|设计|监理|施工|采购|招标|中标|公示|责任|牵头|主办|承办|编制|批准|起草|归口|制定)(?:单位|人|机关|部门|机构)|法定代表人)"
    r"(?:[（(][^（()）]*[）)])?"
)
_ADDRESSED = re.compile(
    r"各|有关|本|全|机关|单位|部门|科室|处室|股室|学校|公司|企业|同志|机构|直属|所属|委员会|社区|村|组织|人员|协会|中心|代表|委员|公众|市民|社会|申请人|先生|女士|院校|园区|局$|厅$|办$|委$|院$|政府|部$|会$|处$|站$|所$|队$|你|贵|集团|银行|镇|乡|街道|党|科$|室$|司$|署$|台$|馆$|社$|团$|农场|林场|员$|者$|户$|人$"
)
_NOT_FIRST = re.compile(r"关于|签发|^(?:发电|收电|等级|签批)|文\s*件\s*$|^[（(]")
_MAX_LINES, _MAX_CHARS = 8, 400


@dataclass(frozen=True)
class Addressee:
    """text: as printed without the colon. lines: how many lines it takes. rest: body text on the same line."""

    text: str
    lines: int
    rest: str = ""


def is_addressee(text: str) -> bool:
    """Whether the words before a colon name organs or groups and nothing else."""
    plain = compact(text)
    if (
        not 2 <= len(plain) <= _MAX_CHARS
        or _NEVER.search(plain)
        or re.search(r"[。！？“《]", plain)
        or starts_with_marker(text)
    ):
        return False
    if _PARTY.fullmatch(plain):
        return False
    names = [name for name in re.split(r"[，、；,;]", re.sub(r"[（(][^（()）]*[）)]", "", plain)) if name]
    return (
        bool(names)
        and all(len(name) <= 40 for name in names)
        and any(_ADDRESSED.search(name) or is_organ(name) for name in names)
    )


def _split_at_colon(text: str) -> tuple[str, str] | None:
    """The text before and behind the first colon that stands outside brackets."""
    depth = 0
    for index, char in enumerate(text):
        depth += (char in "（(") - (char in "）)")
        if char in "：:" and depth <= 0:
            return text[:index], text[index + 1 :]
    return None


def read_addressee(lines: list[Line], start: int) -> Addressee | None:
    """The addressee that begins at `start`, over as many lines as it takes; None when there is none."""
    if start >= len(lines) or _NOT_FIRST.search(lines[start].text) or read_number(lines[start].text):
        return None
    text = ""
    for count, line in enumerate(lines[start : start + _MAX_LINES], 1):
        if line.cells or not line.text or len(text) > _MAX_CHARS or (count > 1 and not _may_run_on(text, line)):
            return None
        text = glue(text, line.text)
        halves = _split_at_colon(text)
        if halves:
            names, rest = halves
            if count == 1 and not rest.strip() and _is_person(names, lines[start + 1 : start + 2]):
                return Addressee(close_up(names), 1)
            if not is_addressee(names) or _is_field(names, rest):
                return None
            return Addressee(close_up(names), count, rest.strip())
    return None


def _is_person(names: str, following: list[Line]) -> bool:
    """A letter to one person: the name alone, and the next line speaks to that person."""
    return bool(
        following
        and re.fullmatch(r"[\u4e00-\u9fff×*·]{2,4}|[\u4e00-\u9fff×*]{1,4}(?:先生|女士)", compact(names))
        and not _NEVER.search(compact(names))
        and re.match(r"(?:你|您|本机关|本局|本府|我[局厅委办县市区镇]|经审查)", following[0].text)
    )


def _is_field(names: str, rest: str) -> bool:
    """`承办科室：办公室`: one name and a few words behind it without a sentence are a filled-in field."""
    if re.match(r"各|全|有关|本|你|直属|所属|局属|委属", names) or re.match(r"现|为|根据|按|经|近|《|你|您", rest):
        return False
    return bool(rest.strip()) and not re.search(r"[，、；。：:,;]", names + rest) and len(compact(rest)) < 30


def _may_run_on(text: str, line: Line) -> bool:
    """A list of addressees goes on below only when it is a list already: titles and letterheads are not."""
    return (
        bool(re.search(r"[，、；,]|^各", text))
        and not re.search(r"[。！？]", text)
        and not starts_with_marker(line.text)
    )
