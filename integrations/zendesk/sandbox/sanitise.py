"""What the sandbox leaves of the HTML of a comment. The real list of allowed tags could not be confirmed."""

import html
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Final

_KEPT: Final = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code", "pre"})
_VOID: Final = frozenset({"br"})
_NEVER: Final = frozenset({"script", "style", "iframe", "template"})
_PLACEHOLDER: Final = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")


class _Sanitiser(HTMLParser):
    def __init__(self, *, removes_unknown: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._removes_unknown = removes_unknown
        self._hidden: list[str] = []

    def _hides(self, tag: str) -> bool:
        return tag in _NEVER or (self._removes_unknown and tag not in _KEPT)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hides(tag):
            self._hidden.append(tag)
        elif tag in _KEPT and not self._hidden:
            link = next((f' href="{html.escape(value)}"' for name, value in attrs if name == "href" and value), "")
            self.parts.append(f"<{tag}{link if tag == 'a' else ''}>")

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and self._hidden[-1] == tag:
            self._hidden.pop()
        elif tag in _KEPT - _VOID and not self._hidden:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(html.escape(data, quote=False))


def sanitised(markup: str, *, removes_unknown: bool) -> str:
    """Return the HTML with nothing in it but the tags on the list."""
    parser = _Sanitiser(removes_unknown=removes_unknown)
    parser.feed(markup)
    parser.close()
    return "".join(parser.parts)


def with_placeholders(markup: str, values: Mapping[str, str]) -> str:
    """Replace each placeholder; unknown ones vanish."""
    return _PLACEHOLDER.sub(lambda found: html.escape(values.get(found[1], "")), markup)
