"""Rendering a note as the small HTML both platforms keep, and reading their HTML as text."""

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final

from connector.core.note import Block, BlockKind, Note

_BREAKING: Final = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "table", "ul", "ol"})
_SILENT: Final = frozenset({"script", "style", "head", "title", "template", "noscript"})
_PLACEHOLDER: Final = re.compile(r"\{(?=[{%])|(?<=[}%])\}")


def neutralise_placeholders(text: str) -> str:
    """Put a word joiner into ``{{``, ``}}``, ``{%`` and ``%}`` so that no helpdesk expands them."""
    return _PLACEHOLDER.sub(lambda found: "{\u2060" if found[0] == "{" else "\u2060}", text)


def escape(text: str) -> str:
    """Escape a piece of text for HTML and take the meaning out of placeholders."""
    return html.escape(neutralise_placeholders(text), quote=True)


def render_note(note: Note) -> str:
    """Return the note as HTML of p, strong, ul, li, blockquote and br only. Every word of it is escaped."""
    return "".join(_RENDERERS[block.kind](block) for block in note.blocks)


def _lines(block: Block) -> str:
    return "<br>".join(escape(line) for line in block.lines)


def _items(block: Block) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in block.lines) + "</ul>"


def _quotes(block: Block) -> str:
    return "".join(f"<blockquote>“{escape(line)}”</blockquote>" for line in block.lines)


_RENDERERS: Final[dict[BlockKind, Callable[[Block], str]]] = {
    BlockKind.HEADING: lambda block: f"<p><strong>{_lines(block)}</strong></p>",
    BlockKind.PARAGRAPH: lambda block: f"<p>{_lines(block)}</p>",
    BlockKind.BULLETS: _items,
    BlockKind.QUOTES: _quotes,
    BlockKind.DRAFT: lambda block: f"<blockquote>{_lines(block)}</blockquote>",
    BlockKind.REFERENCE: lambda block: f"<p>{_lines(block)}</p>",
}


class _Flattener(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BREAKING:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BREAKING:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def flatten_html(markup: str) -> str:
    """Return the readable text of some HTML, one block a line. Never raises; linear in the length."""
    flattener = _Flattener()
    flattener.feed(markup)
    flattener.close()
    lines = (" ".join(line.split()) for line in "".join(flattener.parts).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
