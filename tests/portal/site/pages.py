"""Read a rendered page."""

from html.parser import HTMLParser

from django.http import HttpResponse


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.metas: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.headings: list[str] = []
        self.root: dict[str, str | None] = {}
        self._text: list[str] | None = None
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and "name" in values:
            self.metas[values["name"] or ""] = values.get("content") or ""
        if tag == "html":
            self.root = values
        if tag in {"a", "h1"}:
            self._text, self._href = [], values.get("href") or ""

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data.strip())

    def handle_endtag(self, tag: str) -> None:
        if tag in {"a", "h1"} and self._text is not None:
            text = "".join(self._text)
            if tag == "a":
                self.links[text] = self._href
            else:
                self.headings.append(text)
            self._text = None


def read(response: HttpResponse) -> _Page:
    """Meta tags by name, link addresses by text, first-level headings, attributes of the root element."""
    page = _Page()
    page.feed(response.content.decode())
    return page
