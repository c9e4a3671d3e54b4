"""The little markup that a private note may hold, kept by an allow-list: everything else becomes text or goes."""

import html
from html.parser import HTMLParser
from typing import Final

from markupsafe import Markup

_KEPT: Final = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "blockquote"})
_SAME_AS: Final = {"b": "strong", "i": "em"}
_BREAKING: Final = frozenset({"div", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre"})
_SILENT: Final = frozenset({"script", "style", "head", "title", "template", "noscript", "textarea"})


def safe_note(markup: str) -> Markup:
    """Return the HTML of a note reduced to a few tags without attributes, well nested; everything else is text or gone."""
    cleaner = _Cleaner()
    cleaner.feed(markup)
    cleaner.close()
    return Markup(cleaner.finish())  # noqa: S704 - every piece of it was escaped or is one of ours


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._open: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _SAME_AS.get(tag, tag)
        if tag in _SILENT:
            self._silent += 1
        elif tag in _KEPT and not self._silent:
            self._parts.append(f"<{tag}>")
            if tag != "br":
                self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        tag = _SAME_AS.get(tag, tag)
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in self._open:
            self._close_down_to(tag)
        elif tag in _BREAKING and self._parts and not self._parts[-1].startswith("</"):
            self._parts.append("<br>")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(html.escape(data))

    def finish(self) -> str:
        """Close what is still open and return the whole."""
        while self._open:
            self._close_down_to(self._open[-1])
        return "".join(self._parts)

    def _close_down_to(self, tag: str) -> None:
        while True:
            last = self._open.pop()
            self._parts.append(f"</{last}>")
            if last == tag:
                return
