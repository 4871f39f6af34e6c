"""The body of a document as HTML: what is let in, and where its parts begin."""

import nh3

from disclosure.recognition import html_to_text

_BLOCKS = {"h2", "h3", "h4", "p", "blockquote", "ul", "ol", "li", "hr", "br"}
_TABLES = {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"}
_INLINE = {"strong", "b", "em", "i", "u", "sub", "sup", "span"}
_TAGS = _BLOCKS | _TABLES | _INLINE
_CELL = {"colspan", "rowspan"}
# First tag of a text that is printed after the signature, such as the rules that a notice issues.
_ATTACHED_TITLE = '<h2 class="attached-title">'


def clean_body(html: str) -> str:
    """Return the HTML without anything that could act or restyle the page: no links, images, styles or ids.

    A body without any text is empty.
    """
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags={"script", "style", "title", "template"},
        attributes={**{tag: {"class"} for tag in _TAGS}, "td": {"class", *_CELL}, "th": {"class", *_CELL}},
        link_rel=None,
    ).strip()
    return cleaned if body_text(cleaned) else ""


def body_text(html: str) -> str:
    """Return the body as plain text: one line per block, a table row as ``| a | b |``."""
    return html_to_text(html)


def split_attached(html: str) -> tuple[str, str]:
    """Return the text before and from the first attached text: signature and date stand between the two."""
    main, mark, attached = html.partition(_ATTACHED_TITLE)
    return main, mark + attached


def page_parts(html: str) -> tuple[str, str]:
    """The two parts as a page shows them: a wide table scrolls in a box that the keyboard can reach."""
    main, attached = split_attached(html)
    return _with_scrolling_tables(main), _with_scrolling_tables(attached)


def _with_scrolling_tables(html: str) -> str:
    box = '<div class="table-scroll" tabindex="0" role="group" aria-label="表格">'
    return html.replace("<table", f"{box}<table").replace("</table>", "</table></div>")
