"""Text copied from a government web page: its information table and the words around the article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from disclosure.recognition.chars import close_up, compact
from disclosure.recognition.dates import read_stated_date
from disclosure.recognition.number import read_number
from disclosure.recognition.source import Line
from disclosure.recognition.vocabulary import is_organ

# Label on the page -> the name under which the recogniser looks it up.
LABELS = {
    "标题": "标题", "名称": "标题", "文件名称": "标题", "信息名称": "标题", "文件标题": "标题", "公文名称": "标题",
    "文号": "文号", "发文字号": "文号", "文件编号": "文号", "文件文号": "文号", "发布文号": "文号", "发文文号": "文号", "文件字号": "文号", "公文文号": "文号",
    "发文机关": "发文机关", "发布机构": "发文机关", "发文机构": "发文机关", "发布机关": "发文机关", "发文单位": "发文机关",
    "发布单位": "发文机关", "颁布单位": "发文机关", "颁布机关": "发文机关", "制发机关": "发文机关", "公开机构": "发文机关", "信息发布机构": "发文机关", "制定机关": "发文机关",
    "公开单位": "发文机关", "公开主体": "发文机关",
    "成文日期": "成文日期", "成文时间": "成文日期", "生成日期": "生成日期", "生成时间": "生成日期", "发文日期": "发文日期",
    "发文时间": "发文日期", "签发日期": "成文日期", "制发日期": "成文日期", "印发日期": "印发日期",
    "发布日期": "发布日期", "发布时间": "发布日期", "公开日期": "发布日期", "公开时间": "发布日期", "公布日期": "发布日期",
    "更新时间": "发布日期", "更新日期": "发布日期", "录入时间": "发布日期", "归档时间": "归档时间", "颁布时间": "发布日期", "颁布日期": "发布日期",
    "公开方式": "公开方式", "公开属性": "公开方式", "信息公开选项": "公开方式", "公开类别": "公开方式", "公开形式": "公开方式",
    "信息公开属性": "公开方式", "公开类型": "公开方式", "信息公开类别": "公开方式", "政府信息公开属性": "公开方式", "公开选项": "公开方式",
    "是否同意公开": "公开方式", "是否公开": "公开方式", "能否公开": "公开方式", "是否宜公开": "公开方式", "办理类别": "其他", "答复类别": "其他",
    "建议类别": "其他", "提案类别": "其他", "类别": "其他",
    "索引号": "索引号", "信息索引号": "索引号", "信息索引": "索引号", "主题分类": "主题分类", "信息分类": "主题分类", "分类": "主题分类",
    "组配分类": "组配分类", "体裁分类": "体裁", "体裁": "体裁", "文种": "体裁", "公文种类": "体裁", "服务对象分类": "其他", "服务对象": "其他",
    "有效性": "有效性", "时效性": "有效性", "时效": "有效性", "效力状态": "有效性", "是否有效": "有效性", "文件状态": "有效性",
    "施行日期": "施行日期", "实施日期": "施行日期", "生效时间": "施行日期", "生效日期": "施行日期", "废止日期": "废止日期",
    "废止时间": "废止日期", "失效日期": "废止日期", "失效时间": "废止日期", "关键词": "其他", "主题词": "其他", "内容概述": "其他",
    "信息来源": "来源", "文件来源": "来源", "来源": "来源", "稿源": "来源", "作者": "其他", "时间": "其他", "日期": "其他",
    "浏览次数": "其他", "浏览量": "其他", "访问次数": "其他", "点击量": "其他", "点击数": "其他", "点击次数": "其他", "浏览": "其他",
    "阅读次数": "其他", "阅读量": "其他", "阅读": "其他", "点击": "其他", "访问量": "其他", "人气": "其他", "字体": "其他", "字号": "其他",
    "字体大小": "其他", "视力保护色": "其他", "保护视力色": "其他", "背景色": "其他", "分享到": "其他", "分享": "其他", "责任编辑": "其他",
    "编辑": "其他", "审核": "其他", "信息员": "其他", "发布人": "其他", "公开目录": "其他", "公文目录": "其他", "所属类别": "其他",
    "公开范围": "其他", "公开程序": "其他", "信息格式": "其他", "语种": "其他", "载体类型": "其他", "记录形式": "其他", "下载地址": "其他",
    "统一登记号": "登记号", "统一编号": "登记号", "登记号": "登记号", "规范性文件登记号": "登记号", "所属机构": "其他",
    "公开时限": "其他", "公开期限": "其他", "公开对象": "其他", "信息类别": "其他", "发布层级": "其他", "备注": "其他", "所属主题": "主题分类",
}  # fmt: skip
_SPACED = {label: r"\s*".join(label) for label in sorted(LABELS, key=len, reverse=True)}
_LABEL = re.compile(rf"(?P<label>{'|'.join(_SPACED.values())})\s*(?:[:：]|】|\])")
_SPACED_LABEL = re.compile(
    rf"(?:^|(?<=\s))({'|'.join(pattern for label, pattern in _SPACED.items() if len(label) >= 3)})(?:\s+|$)"
)
_OPENING = re.compile(r"^[\s•·●▪\-*【\[|]*")
# Words that everyday text uses as well: they count only beside another label.
_WEAK = {
    "时间",
    "日期",
    "作者",
    "编辑",
    "审核",
    "阅读",
    "点击",
    "浏览",
    "分类",
    "备注",
    "人气",
    "语种",
    "名称",
    "标题",
    "来源",
    "类别",
}
_NOISE = re.compile(
    r"^(?:(?:您|你)?(?:现在|当前|所在)?(?:的)?(?:所在)?(?:位置|栏目)\s*[:：]|(?:首页|网站首页)\s*[>›»/]|[^。，]{0,20}[>›»][^。，]{0,40}[>›»]|[^。，]{2,30}\s[>›»]\s[^。，]{2,30}$|扫一扫在手机|"
    r"(?:上|下)一篇\s*[:：]|相关(?:链接|文档|解读|文章|信息|稿件|附件|阅读|新闻)\s*[:：]?$|版权所有|网站标识码|技术支持\s*[:：]|Copyright|.{0,20}ICP备|.{0,6}公网安备|"
    r"(?:主办|承办)(?:单位)?\s*[:：].*(?:网站|版权|备案|维护|技术)|【?字[体号]\s*[:：]|转第$|点击此处下载|\[?【\s*(?:大|中|小)\s*[】\]])"
)
_NOISE_ALL = re.compile(
    r"(?:[【\[]?\s*(?:大|中|小|打印|关闭|打印本页|关闭窗口|关闭本页|收藏|返回|返回列表|返回顶部|分享|字体|默认|超大|下载|纠错|繁體|English|首页|登录|注册|"
    r"T|A\+|A-|\||微信|微博|QQ空间|分享到|扫一扫|语音播报|图片解读|文字解读|视频解读|无障碍|长者模式|长者版|智能问答|我要纠错|页面宽度|朗读|"
    r"保留字段信息|网站地图|下载文字版|下载图片版|无障碍浏览)\s*[】\]]?[\s|/:：]*)+"
)
_TOP, _BOTTOM = 45, 15


def read_page_lines(lines: list[Line]) -> tuple[list[Line], dict[str, str]]:
    """Split copied page text into the article and the metadata the page states.

    Only the top and the bottom of the text are searched: in the middle 来源： is prose.
    """
    metadata: dict[str, str] = {}
    kept: list[Line] = []
    pending, beside = "", False
    spaced_used = sum(_spaced_pairs(line.text) is not None for line in lines[:_TOP] if not line.cells) >= 2
    pending_used = sum(_lone_label(line.text) != "" for line in lines[:_TOP]) >= 3
    for index, line in enumerate(lines):
        edge = index < _TOP or index >= len(lines) - _BOTTOM
        if not edge or line.style == "title":
            kept.append(line)
            continue
        pairs = None if pending and _fits(pending, line.text) else _pairs(line)
        if pairs is None and spaced_used and index < _TOP and not line.cells:
            pairs = _spaced_pairs(line.text)
        if pairs and not beside and index > 4 and all(name == "公开方式" for name, _ in pairs):
            pairs = None  # Alone behind the text this is the note (附注) of the paper itself.
        beside = pairs is not None
        if pairs is not None:
            _remember(metadata, pairs)
            pending = pairs[-1][0] if pending_used and not pairs[-1][1] else ""
        elif pending and _fits(pending, line.text):
            _remember(metadata, [(pending, line.text)])
            pending = ""
        elif not _is_noise(line):
            kept.append(line)
            pending = ""
    return kept, metadata


def _remember(metadata: dict[str, str], pairs: Iterable[tuple[str, str]]) -> None:
    for name, printed in pairs:
        value = printed.strip(" 　;；|-—")
        if value and name != "其他":
            metadata.setdefault(name, value)


def _lone_label(text: str) -> str:
    found = _LABEL.fullmatch(_OPENING.sub("", text))
    return LABELS[compact(found["label"])] if found else ""


def _spaced_pairs(text: str) -> list[tuple[str, str]] | None:
    """`文件编号 云府〔2026〕1号 公开类别 主动公开`: an information table whose colons and lines were lost."""
    if len(text) > 200 or not _SPACED_LABEL.match(text):
        return None
    pieces = _SPACED_LABEL.split(text)
    return [(LABELS[compact(label)], value) for label, value in zip(pieces[1::2], pieces[2::2], strict=True)]


def _pairs(line: Line) -> list[tuple[str, str]] | None:
    """The label/value pairs of a line that consists of nothing else; None for ordinary text."""
    if line.cells:
        return _cell_pairs(line.cells)
    if len(line.text) > 300:
        return None
    text = _OPENING.sub("", line.text)
    if "|" in text:
        cells = _cell_pairs(tuple(cell.strip() for cell in text.strip("| ").split("|")))
        if cells is not None:
            return cells
    found = list(_LABEL.finditer(text))
    if not found or found[0].start() > 0:
        return _leading_date_pairs(text)
    first = compact(found[0]["label"])
    if (
        len(found) == 1
        and (first in _WEAK or (LABELS[first] == "其他" and len(text) > 40))
        and text[:1] == line.text[:1]
    ):
        return None
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [
        (LABELS[compact(match["label"])], text[match.end() : end].strip("【[ "))
        for match, end in zip(found, ends, strict=True)
    ]


def _leading_date_pairs(text: str) -> list[tuple[str, str]] | None:
    """`2021-07-06 10:12 来源：市政府办` and a lone time stamp: when the page went on line."""
    found = re.match(
        r"(?P<stamp>20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d{2}(?::\d{2})?)\s*(?P<rest>.*)$", text
    )
    if not found or (found["rest"] and not _LABEL.match(found["rest"])):
        return None
    return [("发布日期", found["stamp"])]


def _cell_pairs(cells: tuple[str, ...]) -> list[tuple[str, str]] | None:
    """Pairs of an information table, whose cells alternate between label and value."""
    labels = [compact(cell).strip("【】[]:：") for cell in cells]
    known = [index for index, label in enumerate(labels) if label in LABELS]
    # A table of data may have a column 名称 or 日期; a label that only information tables use must be there.
    strong = any(
        (labels[index] not in _WEAK and LABELS[labels[index]] != "其他") or cells[index].endswith(("：", ":"))
        for index in known
    )
    if strong and all(index % 2 == 0 for index in known):
        return [(LABELS[labels[index]], cells[index + 1] if index + 1 < len(cells) else "") for index in known]
    inside = [pair for cell in cells if cell for pair in (_pairs(Line(cell)) or [("", "")])]
    return inside if inside and all(name for name, _ in inside) else None


def _fits(name: str, value: str) -> bool:
    """Whether a value on the line below belongs to the label: an empty field is followed by other text."""
    if name == "文号":
        return read_number(value) is not None
    if name.endswith(("日期", "时间")):
        return read_stated_date(value) is not None or re.fullmatch(r"[\d\-/.年月日: ]{6,25}", value) is not None
    if name == "发文机关":
        return is_organ(value) or (len(value) <= 20 and not re.search(r"关于|[。，]", value))
    if name == "索引号":
        return re.fullmatch(r"[\w\-/.]{6,60}", compact(value)) is not None
    return len(value) <= 12 and close_up(value) in (
        "有效",
        "失效",
        "废止",
        "主动公开",
        "依申请公开",
        "通知",
        "公告",
        "意见",
        "现行有效",
    )


def _is_noise(line: Line) -> bool:
    if line.cells:
        return False
    text = line.text
    if len(text) <= 80 and _NOISE.match(text):
        return True
    return len(text) <= 60 and _NOISE_ALL.fullmatch(text) is not None
