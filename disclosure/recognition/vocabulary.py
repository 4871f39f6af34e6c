"""Words by which an organ (机关) and a kind of document (文种) are told from other text."""

from __future__ import annotations

import re

from disclosure.recognition.chars import close_up, compact

# 党政机关公文处理工作条例 art 8 names fifteen kinds; the rest are what those kinds print and forward.
STATUTORY_GENRES = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要",
)  # fmt: skip
OTHER_GENRES = (
    "令", "办法", "规定", "细则", "条例", "方案", "计划", "规划", "要点", "纲要", "预案", "标准", "规范", "规程", "规则",
    "制度", "目录", "清单", "指南", "措施", "政策", "说明", "解读", "答复", "章程", "公约", "守则", "准则", "总结", "名单",
    "公示", "启事", "声明", "倡议书", "责任书", "分工", "安排", "指引", "导则", "须知", "机制", "意见书", "建议", "提案",
    "表", "汇总", "台账", "行动", "举措", "要求", "职责", "协议", "公开信", "决算", "预算", "年报", "简报", "告知书",
    "决定书", "通知书", "批准书", "建议书", "裁决书", "认定书", "任务书", "委托书", "证书", "证明", "承诺书", "手册", "流程", "意见稿", "讲话", "要览", "图", "函件", "战略", "路线图",
    "布告", "预告", "答复书", "复函", "裁定书", "通告书", "意见函", "工作报告", "年度报告", "情况",
)  # fmt: skip
GENRES = STATUTORY_GENRES + OTHER_GENRES
_TAIL = r"(?:\s*[（(〔\[][^（()）]{1,30}[）)〕\]])*"
_GENRE_END = re.compile(rf"(?<!代(?=表))(?:{'|'.join(sorted(GENRES, key=len, reverse=True))}){_TAIL}$")
_OF_GENRE_END = re.compile(
    rf"的[^的，。]{{0,12}}(?:{'|'.join(sorted((*STATUTORY_GENRES, '公示', '说明', '声明', '办法', '规定', '答复', '解读', '函', '令', '措施', '建议', '预告'), key=len, reverse=True))}){_TAIL}$"
)

_STRONG_ENDINGS = (
    "人民政府", "政府", "办公厅", "办公室", "委员会", "常委会", "管委会", "局", "厅", "总署", "法院", "检察院",
    "办事处", "领导小组", "指挥部", "支队", "总队", "大队", "中心", "公司", "联席会议", "国务院", "监管局", "总工会",
    "联合会", "街道办", "党工委", "工委", "党委", "党组", "市委", "县委", "区委", "省委", "州委", "镇委", "乡委",
    "专班", "管理处", "服务处", "学院", "大学", "银行", "部队", "公安部", "教育部", "财政部", "团委", "协会", "研究院",
    "管理所", "主席团", "分局", "总局", "管理站", "书记处", "秘书处", "组织部", "宣传部", "统战部", "工作部", "政法委", "纪委", "监委",
    "发展改革委", "发改委", "卫生健康委", "卫健委", "国资委", "编委", "编办", "网信办", "民委", "教委", "科委", "经信委", "工信委",
    "农委", "商务委", "建委", "交通委", "住房城乡建设委", "金融办", "外办", "信息化部", "商务部", "科技部", "民政部", "司法部", "自然资源部",
    "生态环境部", "建设部", "运输部", "水利部", "农村部", "旅游部", "事务部", "管理部", "社会保障部", "人民银行", "证监会", "银保监会", "行政公署",
)  # fmt: skip
_WEAK_ENDINGS = (
    "部", "署", "院", "会", "处", "科", "室", "所", "站", "队", "团", "馆", "台", "社", "委", "办", "校", "学校", "集团",
    "支行", "分行", "镇", "乡", "街道", "医院", "基地", "场", "港", "园区", "新区", "开发区",
)  # fmt: skip
_ORGAN_TEXT = re.compile(r"^[\u3400-\u9fff〇（）()、·“”\d -]{2,60}$")
# The second half of a name that was broken over two lines.
BARE_OFFICES = ("办公室", "办公厅", "委员会", "政府办公室", "领导小组", "指挥部", "办事处", "分公司")
_SEAL = re.compile(r"\s*[（(](?:盖章|公章|印章|章|印|代章|签章)[）)]\s*$")
_NEVER_ORGAN = re.compile(
    r"^(?:关于|对|各|附件|附|第[一二三四五六七八九十\d]|抄送|主送|印发|此件|联系|责任|牵头|配合|承办|主办|来源|作者|的|和|及|与|等)|"
    r"关于|的通知|现将|印发|如下|实施方案|工作方案"
)
_PLAIN_COUNCIL = re.compile(r"(?:座谈|动员|推进|部署|研讨|培训|发布|听证|论证|专题|常务|全体|办公|工作|协调|现场)会$")


def ends_with_genre(text: str) -> bool:
    """Whether the text closes with a kind of document, possibly followed by （试行） and the like."""
    return _GENRE_END.search(compact(text)) is not None


def ends_with_of_genre(text: str) -> bool:
    """Whether the text closes with 的…通知, 的…意见: the full form of a title that says 关于."""
    return _OF_GENRE_END.search(compact(text)) is not None


def without_seal(text: str) -> str:
    """Drop a printed （盖章）."""
    return _SEAL.sub("", text.strip())


def is_organ(text: str, *, strict: bool = False) -> bool:
    """Whether the whole text is the name of an organ. strict: only endings that nothing else shares."""
    name = compact(without_seal(text))
    if not (2 < len(name) <= 45) or not _ORGAN_TEXT.match(name) or _NEVER_ORGAN.search(name):
        return False
    if name.endswith(_STRONG_ENDINGS):
        return not _PLAIN_COUNCIL.search(name)
    return not strict and len(name) >= 4 and name.endswith(_WEAK_ENDINGS) and not _PLAIN_COUNCIL.search(name)


def organs_in(text: str, *, strict: bool = False) -> list[str]:
    """The organs that make up a line, several when spaces part them; [] when it is anything else.

    >>> organs_in("云澜市财政局　云澜市教育局")
    ['云澜市财政局', '云澜市教育局']
    """
    line = without_seal(text)
    pieces = [piece for piece in re.split(r"[ \u3000、]+", line) if piece]
    if len(pieces) > 1 and all(
        is_organ(piece, strict=True) and len(compact(piece)) >= 3 and compact(piece) not in BARE_OFFICES
        for piece in pieces
    ):
        return [close_up(piece) for piece in pieces]
    return [close_up(line).replace(" ", "")] if is_organ(line, strict=strict) else []


_PREFIX_VERB = re.compile(r"关于|印发|转发|批转|公布|发布|办理|贯彻|落实|批准|同意|对")


def organs_at_start(title: str) -> list[str]:
    """The organs that open a title, before 关于 or a verb such as 印发; [] when none does.

    >>> organs_at_start("云澜市财政局 云澜市教育局关于印发办法的通知")
    ['云澜市财政局', '云澜市教育局']
    """
    found = _PREFIX_VERB.search(title)
    if not found or not found.start():
        return []
    return organs_in(title[: found.start()], strict=False)
