"""Find the article within a page full of navigation."""

from __future__ import annotations

import re
from typing import Any

# Names that content management systems of government sites give to the article.
_ARTICLE_NAME = re.compile(
    r"trs_|ueditor|^zoom$|ucap-?content|article[-_]?(?:con|content|body|main|text)|pages?_content|news_?(?:content|con|text)|"
    r"wp_articlecontent|xxgk[-_]?(?:content|con|body)|gk_?content|view-?content|detail[-_]?(?:content|con|text)|^content$|^article$|^vsb_content|"
    r"con_?text|main_?content|text_?content|ewb-article|zwxl-article|zhengwen|wenzhang|content_?body|bt-content|j-fontcontent",
    re.IGNORECASE,
)
_NOISE_NAME = re.compile(
    r"nav|menu|footer|foot|header|head(?!line)|breadcrumb|crumb|sidebar|share|related|recommend|location|position|search|banner|copyright|toolbar",
    re.IGNORECASE,
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_IGNORED = {"script", "style", "noscript", "template"}


def text_length(element: Any) -> int:
    """Chinese characters inside an element, scripts and styles not counted."""
    return sum(
        len(_CHINESE.findall(text)) for node in element.iter() if isinstance(node.tag, str) for text in _own_text(node)
    )


def _own_text(node: Any) -> list[str]:
    texts = [node.text] if node.text and node.tag not in _IGNORED else []
    return texts + [child.tail for child in node if child.tail and node.tag not in _IGNORED]


def _named(element: Any) -> bool:
    return any(_ARTICLE_NAME.search(name) for name in [element.get("id") or "", *(element.get("class") or "").split()])


def _noisy(element: Any) -> bool:
    return any(_NOISE_NAME.search(name) for name in [element.get("id") or "", *(element.get("class") or "").split()])


def article_of(root: Any) -> Any:
    """The element that holds the document; the whole body when nothing stands out."""
    body = root.find("body")
    body = root if body is None else body
    _drop_navigation(body)
    total = text_length(body)
    sizes = [
        (element, text_length(element))
        for element in body.iter("div", "article", "section", "td", "main")
        if isinstance(element.tag, str)
    ]
    named = [(element, size) for element, size in sizes if _named(element) and size >= max(30, 0.25 * total)]
    if named:
        # Of nested candidates the innermost that still holds nearly all of the text.
        most = max(size for _, size in named)
        return min((item for item in named if item[1] >= 0.9 * most), key=lambda item: item[1])[0]
    return _densest(body, sizes, total)


def _drop_navigation(body: Any) -> None:
    """Remove lists of links: blocks whose text is mostly inside anchors."""
    for element in list(body.iter("nav", "footer", "ul", "ol", "div", "header")):
        if element.getparent() is None:
            continue
        size = text_length(element)
        linked = sum(text_length(anchor) for anchor in element.iter("a"))
        # Attachment links are links too, but they name files.
        files = any(
            re.search(r"\.(?:docx?|pdf|xlsx?|wps|zip|rar|ofd)(?:$|\?)", anchor.get("href") or "", re.IGNORECASE)
            for anchor in element.iter("a")
        )
        if (
            element.tag in ("nav", "footer")
            or (not files and linked > 0.6 * size and size > 0)
            or (_noisy(element) and size < 120 and not _named(element))
        ):
            element.drop_tree()


def _densest(body: Any, sizes: list[tuple[Any, int]], total: int) -> Any:
    """The smallest block that still holds most of the text: everything outside is navigation."""
    fitting = [(element, size) for element, size in sizes if size >= 0.8 * total]
    return min(fitting, key=lambda item: item[1])[0] if fitting and total else body
