"""The body of a document as HTML: what is let in."""

import nh3

_BLOCKS = {"h2", "h3", "h4", "p", "blockquote", "ul", "ol", "li", "hr", "br"}
_TABLES = {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"}
_INLINE = {"strong", "b", "em", "i", "u", "sub", "sup", "span"}
_TAGS = _BLOCKS | _TABLES | _INLINE
_CELL = {"colspan", "rowspan"}


def clean_body(html: str) -> str:
    """Return the HTML without anything that could act or restyle the page: no links, images, styles or ids."""
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags={"script", "style", "title", "template"},
        attributes={**{tag: {"class"} for tag in _TAGS}, "td": {"class", *_CELL}, "th": {"class", *_CELL}},
        link_rel=None,
    ).strip()
