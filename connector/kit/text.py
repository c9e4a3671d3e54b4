"""Rendering a note as the small HTML both platforms keep, and reading their HTML as text."""

import html
import re
from collections.abc import Callable
from typing import Final

from connector.core.disclosure import CustomerText, Disclosure
from connector.core.note import Block, BlockKind, Note
from connector.kit.tags import Piece, Sort, pieces

_BREAKING: Final = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "table", "ul", "ol"})
_SILENT: Final = frozenset({"script", "style", "head", "title", "template", "noscript"})
_UNNUMBERED: Final = -1
_MARK_ALONE: Final = re.compile(r"^(\d{1,3}\.|-)\n{1,2}(?=\S)", re.MULTILINE)
_GAP_BEFORE_ITEM: Final = re.compile(r"\n\n(?=(?:\d{1,3}\.|-) )")
_PLACEHOLDER: Final = re.compile(r"\{(?=[{%])|(?<=[}%])\}")


def neutralise_placeholders(text: str) -> str:
    """Put a word joiner into ``{{``, ``}}``, ``{%`` and ``%}`` so that no helpdesk expands them."""
    return _PLACEHOLDER.sub(lambda found: "{\u2060" if found[0] == "{" else "\u2060}", text)


def escape(text: str) -> str:
    """Escape a piece of text for HTML and take the meaning out of placeholders."""
    return html.escape(neutralise_placeholders(text), quote=True)


def render_note(note: Note) -> str:
    """Return the note as HTML of p, strong, em, ul, li, blockquote and br only. Every word of it is escaped.

    The disclosure of a draft carries a mark for machines in attributes. A helpdesk that strips those leaves the words.
    """
    return "".join(_RENDERERS[block.kind](block) for block in note.blocks)


def render_reply(text: CustomerText) -> str:
    """Return text for a customer as HTML of p, br and em only, every word escaped; the disclosure carries its mark for machines."""
    *paragraphs, rule = re.split(r"\n{2,}", text.text.removesuffix(text.notice))
    above = "".join(f"<p>{'<br>'.join(escape(line) for line in paragraph.splitlines())}</p>" for paragraph in paragraphs)
    return f"{above}<p>{escape(rule.strip())}<br>{_marked(text.notice, text.state, text.language)}</p>"


def _lines(block: Block) -> str:
    return "<br>".join(escape(line) for line in block.lines)


def _items(block: Block) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in block.lines) + "</ul>"


def _quotes(block: Block) -> str:
    return "".join(f"<blockquote>“{escape(line)}”</blockquote>" for line in block.lines)


def _draft(block: Block) -> str:
    if not block.language:
        return f"<blockquote>{_lines(block)}</blockquote>"
    above = "".join(f"{escape(line)}<br>" for line in block.lines[:-1])
    return f"<blockquote>{above}{_marked(block.lines[-1], Disclosure.AI_DRAFTED, block.language)}</blockquote>"


def _marked(notice: str, state: Disclosure, language: str) -> str:
    return f'<em data-ai-disclosure="{state}" lang="{escape(language)}">{escape(notice)}</em>'


_RENDERERS: Final[dict[BlockKind, Callable[[Block], str]]] = {
    BlockKind.HEADING: lambda block: f"<p><strong>{_lines(block)}</strong></p>",
    BlockKind.PARAGRAPH: lambda block: f"<p>{_lines(block)}</p>",
    BlockKind.BULLETS: _items,
    BlockKind.QUOTES: _quotes,
    BlockKind.DRAFT: _draft,
    BlockKind.REFERENCE: lambda block: f"<p>{_lines(block)}</p>",
}


def flatten_html(markup: str, *, marks_lists: bool = False) -> str:
    """Return the readable text of some HTML, one block a line. Never raises; linear in the length.

    With ``marks_lists`` an item begins with its number or a dash, so that steps are still known as steps; else with its words.
    """
    parts: list[str] = []
    numbers: list[int] = []
    silent = 0
    for piece in pieces(markup):
        if piece.sort is Sort.TEXT and not silent:
            parts.append(piece.text)
        elif piece.sort is Sort.START and piece.text in _SILENT:
            silent += 1
        elif piece.sort is Sort.END and piece.text in _SILENT:
            silent = max(0, silent - 1)
        elif piece.sort in {Sort.START, Sort.END} and piece.text in _BREAKING:
            parts.append("\n")
            parts.append(_mark(piece, numbers) if marks_lists else "")
    lines = (" ".join(line.split()) for line in "".join(parts).splitlines())
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return _GAP_BEFORE_ITEM.sub("\n", _MARK_ALONE.sub(r"\1 ", text)) if marks_lists else text


def _mark(piece: Piece, numbers: list[int]) -> str:
    """What stands before an item; ``numbers`` are the lists that are open, with how far each has come, less than 0 without numbers."""
    if piece.text in {"ol", "ul"}:
        if piece.sort is Sort.START:
            numbers.append(0 if piece.text == "ol" else _UNNUMBERED)
        elif numbers:
            numbers.pop()
    elif piece.text == "li" and piece.sort is Sort.START and numbers:
        if numbers[-1] < 0:
            return "- "
        numbers[-1] += 1
        return f"{numbers[-1]}. "
    return ""
