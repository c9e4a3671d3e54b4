"""The text of an HTML message: what a person sees, what is quoted in it, and what is hidden. Linear in the length."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from connector.kit.tags import Piece, Sort, pieces
from connector.nlp.styles import Look

_PARAGRAPHS: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", "form"}
)
_BLOCKS: Final = _PARAGRAPHS | {
    "div", "li", "tr", "dt", "dd", "section", "article", "header", "footer", "main", "aside", "center", "address", "fieldset",
    "tbody", "thead", "body", "html", "nav", "figure", "legend", "option",
}  # fmt: skip
_CELLS: Final = frozenset({"td", "th"})
_VOID: Final = frozenset({"br", "img", "hr", "input", "meta", "link", "area", "base", "col", "source", "wbr", "embed", "track"})
_SILENT: Final = frozenset({"script", "style"})
#: Not shown by any mail program, and rarely more than the name of a newsletter.
_UNSHOWN: Final = frozenset({"title", "template", "noscript", "object", "audio", "video"})
_SAID_BESIDE: Final = ("alt", "title", "aria-label")
#: How mail programs mark what they quote.
_QUOTING: Final = re.compile(
    r"\b(?:gmail_quote(?!_attribution)|yahoo_quoted|moz-forward-container|moz-cite-prefix|protonmail_quote|tutanota_quote|"
    r"freshdesk_quote|zmail_extra|gmx_quote|web_de_quote|outlookmessageheader|appendonsend)\b"
)
_STRUCTURE: Final = re.compile(r"<(?:br|p|div|table|ul|ol|li|tr|h\d)\b", re.IGNORECASE)
_CONDITION: Final = re.compile(r"^\[(?:end)?if\b|[{}]|^\W*$")
#: Ends of tags are looked for this far up among what is open; markup that crosses over more than that is nobody's letter.
_REACH: Final = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One line that a person sees, and whether markup says that it is quoted."""

    text: str
    is_quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An HTML message. ``concealed`` is text that somebody took pains to hide; ``beside`` stands in attributes and comments.

    ``concealed_in_quote`` is the same in what is quoted: newsletters hide their preview line, and customers answer to them.
    """

    lines: tuple[Line, ...] = ()
    concealed: tuple[str, ...] = ()
    concealed_in_quote: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    #: All text in its order, hidden or not, as a program that knows no styles gives it.
    everything: str = ""

    @property
    def visible(self) -> str:
        """The text that a person sees."""
        return "\n".join(line.text for line in self.lines)


@dataclass(slots=True)
class _Open:
    """An element that is open."""

    tag: str
    look: Look
    is_quoted: bool
    is_unshown: bool


def read_page(markup: str) -> Page:
    """Read an HTML message. Never raises."""
    reader = _Reader(keeps_breaks=not _STRUCTURE.search(markup))
    for piece in pieces(markup):
        reader.take(piece)
    return reader.page()


@dataclass(slots=True)
class _Reader:
    """Walks through the pieces of a page with the stack of what is open."""

    keeps_breaks: bool
    _lines: list[Line] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _is_quoted: bool = False
    _concealed: list[str] = field(default_factory=list)
    _concealed_in_quote: list[str] = field(default_factory=list)
    _beside: list[str] = field(default_factory=list)
    _everything: list[str] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=lambda: [_Open("", Look(), is_quoted=False, is_unshown=False)])
    _counts: Counter[str] = field(default_factory=Counter)

    def take(self, piece: Piece) -> None:
        """Read one piece."""
        if piece.sort is Sort.TEXT:
            self._say(piece.text)
        elif piece.sort is Sort.COMMENT:
            if not _CONDITION.search(piece.text):
                self._beside.append(piece.text)
        elif piece.sort is Sort.START:
            self._start(piece)
        else:
            self._end(piece.text)

    def page(self) -> Page:
        """Return what was read."""
        self._break()
        return Page(
            lines=tuple(self._lines),
            concealed=_texts(self._concealed),
            concealed_in_quote=_texts(self._concealed_in_quote),
            beside=_texts(self._beside),
            everything=" ".join(self._everything),
        )

    def _start(self, piece: Piece) -> None:
        tag, top = piece.text, self._stack[-1]
        if tag in _BLOCKS:
            if top.tag == "p":  # no paragraph holds a block; its end tag is often left out
                self._end("p")
                top = self._stack[-1]
            self._break(blank=tag in _PARAGRAPHS)
        elif tag in _CELLS:
            self._words.append("\t")
        elif tag == "br" and not top.look.is_hidden:
            self._break(blank=not self._words)
        look = top.look.inside(tag, piece.attributes)
        self._beside += [piece.attributes[name] for name in _SAID_BESIDE if name in piece.attributes]
        if tag == "input" and piece.attributes.get("type") == "hidden":
            self._beside.append(piece.attributes.get("value", ""))
        if tag not in _VOID and tag not in _SILENT:
            marks = f"{piece.attributes.get('class', '')} {piece.attributes.get('id', '')}".casefold()
            quotes = bool(_QUOTING.search(marks)) or (
                tag == "blockquote" and (piece.attributes.get("type") == "cite" or "cite" in piece.attributes)
            )
            self._stack.append(_Open(tag, look, is_quoted=top.is_quoted or quotes, is_unshown=top.is_unshown or tag in _UNSHOWN))
            self._counts[tag] += 1

    def _end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._break(blank=tag in _PARAGRAPHS)
        if not self._counts[tag]:
            return
        if tag in _BLOCKS or tag in _CELLS:
            while (closed := self._stack.pop()).tag != tag:
                self._counts[closed.tag] -= 1
            self._counts[tag] -= 1
            return
        for index in range(len(self._stack) - 1, max(0, len(self._stack) - _REACH), -1):
            if self._stack[index].tag == tag:
                del self._stack[index]
                self._counts[tag] -= 1
                return
            if self._stack[index].tag in _BLOCKS:
                return  # an inline element does not end the block that it crosses

    def _say(self, text: str) -> None:
        top = self._stack[-1]
        if top.is_unshown:
            self._beside.append(text)
            return
        self._everything.append(text)
        if top.look.is_hidden:
            if any(c.isalnum() for c in text):
                (self._concealed_in_quote if top.is_quoted else self._concealed).append(text)
                self._break()  # what stands before and behind it is not one line
        else:
            if top.look.is_unspoken:
                self._beside.append(text)
            if self._is_quoted != top.is_quoted and text.strip():
                self._break()
                self._is_quoted = top.is_quoted
            first, *others = text.split("\n") if self.keeps_breaks or top.look.keeps_breaks else [text]
            self._words.append(first)
            for line in others:
                self._break(blank=not self._words)
                self._words.append(line)

    def _break(self, *, blank: bool = False) -> None:
        cells = ("".join(self._words)).split("\t")
        text = "\t".join(words for cell in cells if (words := " ".join(cell.split())))
        self._words.clear()
        if text:
            self._lines.append(Line(text, self._is_quoted))
        if blank and self._lines and self._lines[-1].text:
            self._lines.append(Line("", self._is_quoted))


def _texts(found: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(piece.split()) for piece in found if any(c.isalnum() for c in piece))
