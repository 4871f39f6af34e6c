"""The title (标题), GB/T 9704-2012, 7.3.1: issuer, subject and kind; broken over lines by meaning.

A title that says 关于 is complete when it ends with 的 and a kind of document. One without 关于
ends with the kind alone (2026年政务公开工作要点).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from disclosure.recognition.chars import CJK, close_up, compact, unclosed
from disclosure.recognition.vocabulary import (
    BARE_OFFICES,
    ends_with_genre,
    ends_with_of_genre,
    is_organ,
    organs_at_start,
)

_SUFFIX = re.compile(
    r"[（(](?:[^（()），。]{0,20}(?:试行|暂行|修订|修正|草案|稿|版|年本|修订本)|\d{4}[-—－~至年][^（()），。]{0,12}|[一二三四五六七八九十]|第[一二三四五六七八九十\d]+[批期号])[）)]"
)
_HANDS_ON = re.compile(r"印发|转发|批转|公布|发布|下达|废止|修改|颁布|提请|报送|调整|公开征求|征求|批准|同意|宣布|重新")
_MAX_LINES, _MAX_CHARS = 7, 180


@dataclass(frozen=True)
class Title:
    """text: without the spaces that came from line breaks. lines: how many were used.

    origin: where the text was taken from when no title was printed, in Chinese.
    """

    text: str
    lines: int
    complete: bool
    origin: str = ""


def join_pieces(pieces: list[str]) -> str:
    """Join the pieces of a title. A space survives only between two organs and between Latin words.

    >>> join_pieces(["云澜市财政局 云澜市教育局", "关于印发 2026年工作要点的通知"])
    '云澜市财政局 云澜市教育局关于印发2026年工作要点的通知'
    """
    words = [word for piece in pieces for word in close_up_edges(piece).split(" ") if word]
    if len(words) == 1 and re.fullmatch(
        r"《[^《》]+(?:《[^《》]*》[^《》]*)*的(?:通知|意见|公告|决定|办法|规定|通告|批复)》", words[0]
    ):
        # Quoted as a whole by the page that prints it.
        words = [words[0][1:-1].replace("〈", "《").replace("〉", "》")]
    text = ""
    last = ""
    for word in words:
        gap = " " if text and _keeps_space(last, word) else ""
        text += gap + word
        last = word if gap or not last or not is_organ(last + word, strict=True) else last + word
    return text


def close_up_edges(piece: str) -> str:
    """Plain digits and single spaces; spaces between single Chinese characters (通　知) are closed."""
    text = re.sub(r"\s+", " ", piece.strip())
    single = rf"(?:(?<=^)|(?<= ))[{CJK}](?= |$)"
    if len(re.findall(single, text)) >= 2 and not re.search(rf"[{CJK}]{{2,}}", text):
        text = text.replace(" ", "")
    # Between two organs the space is kept for now; everywhere else it is an accident of the layout.
    return " ".join(close_up(word) for word in text.split(" "))


def _keeps_space(last: str, word: str) -> bool:
    if last[-1].isascii() and last[-1].isalpha() and word[0].isascii() and word[0].isalpha():
        return True
    if not is_organ(last, strict=True) or len(last) < 3:
        return False
    opening = organs_at_start(word) or ([word] if is_organ(word, strict=True) else [])
    return bool(opening) and len(opening[0]) >= 3 and opening[0] not in BARE_OFFICES


def is_complete(text: str) -> bool:
    """Whether the words form a whole title."""
    if unclosed(text) in ("《", "（", "(", "“") or not ends_with_genre(text):
        return False
    outside = re.sub(r"《[^》]*》", "《》", text)
    if "关于" not in outside and not re.match(r".{2,30}(?:印发|转发|批转)", outside):
        return True
    if ends_with_of_genre(text):
        return True
    return not _HANDS_ON.search(outside)


def _goes_on(text: str, following: str) -> bool:
    """Whether the line below still belongs to a title that could already stand."""
    below = compact(following)
    if _SUFFIX.fullmatch(below) and not re.search(r"通过|公布", below):
        return True
    return bool(re.match(r"的.{0,12}", below)) and ends_with_genre(below) and len(below) <= 14


def build_title(run: list[str]) -> Title | None:
    """The title that begins with the first line of the run; None for an empty run."""
    for count in range(1, min(len(run), _MAX_LINES) + 1):
        text = join_pieces(run[:count])
        if len(text) > _MAX_CHARS:
            break
        if is_complete(text) and not (count < len(run) and _goes_on(text, run[count])):
            return Title(text, count, True)
    if not run:
        return None
    count = 1
    while count < min(len(run), _MAX_LINES) and unclosed(join_pieces(run[:count])):
        count += 1
    return Title(join_pieces(run[:count]), count, False)


def looks_like_title(text: str) -> bool:
    """Whether a line standing alone could be the title of an attached text."""
    plain = compact(text)
    if not 4 <= len(plain) <= 80 or re.search(
        r"[。！？；，：:,]", re.sub(r"《[^》]*》|[（(][^（()）]*[）)]", "", plain)
    ):
        return False
    return ends_with_genre(plain)


def handed_on(title: str) -> list[str]:
    """The names of the texts that a title prints or forwards: 关于印发《甲办法》的通知 -> ['甲办法']."""
    found = re.search(
        r"(?:印发|转发|批转|公布|发布|颁布|重新印发|通过)(?P<what>.+)的(?:通知|决定|公告|通告|令|命令|函)", title
    )
    if not found:
        return []
    quoted = re.findall(r"《((?:[^《》]|《[^》]*》)+)》", found["what"])
    return quoted or [found["what"]]
