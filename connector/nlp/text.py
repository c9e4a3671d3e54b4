"""The customer's own words, told apart from all else that arrives with them. Linear in the length."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from connector.core.ticket import Ticket
from connector.nlp.characters import composed, smuggled_text, visible_text
from connector.nlp.forms import Form, read_survey, read_web_form
from connector.nlp.machines import is_auto_reply, is_delivery_failure
from connector.nlp.markup import Line, Page, read_page
from connector.nlp.quotes import split_letter
from connector.nlp.signatures import split_signature
from connector.nlp.stock_words import points_to_attachment
from connector.nlp.transcripts import read_transcript

#: More than this of one message is neither read by people nor needed to sort it. Head and tail are kept.
_LONGEST: Final = 8000
#: Markup is many times as long as what it shows.
_LONGEST_MARKUP: Final = 400_000
_PICTURE: Final = re.compile(r"(?<=;base64,)[A-Za-z0-9+/=\s]+")
_LONGEST_HIDDEN: Final = 4000
#: A hidden piece shorter than this may stand in the visible text as well, so it is not cut out of a text by its words alone.
_FEWEST_LETTERS_CUT: Final = 12
_MOST_CUTS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What there is to read. ``text`` is subject and own words; ``own`` the own words alone; ``quoted`` what others wrote.

    ``signature`` holds signatures, contact details and legal notices, ``fields`` what was filled into a form or survey as label
    and value. ``hidden`` is text that a person does not see: concealed by style or by characters, or standing in comments and
    attributes. ``has_hidden_text`` is true for what somebody took pains to conceal; the rest occurs in every second mail.
    ``is_secondhand``: the customer wrote nothing above a forward or quote, so ``own`` is what was passed on.
    """

    text: str
    own: str
    quoted: str
    is_transcript: bool
    has_hidden_text: bool
    is_attachment_only: bool
    is_auto_reply: bool
    signature: str = ""
    hidden: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    is_forward: bool = False
    is_secondhand: bool = False
    is_delivery_failure: bool = False
    is_web_form: bool = False
    is_survey: bool = False


def read_ticket(ticket: Ticket) -> Reading:
    """Read the customer's newest message."""
    request = ticket.newest_request
    return read_text(
        ticket.subject,
        request.text if request else "",
        html=request.html if request else "",
        is_transcript=ticket.is_spoken,
        requester_name=ticket.requester.name,
    )


def read_text(subject: str, body: str, *, html: str = "", is_transcript: bool = False, requester_name: str = "") -> Reading:
    """Read a subject and a body. Never raises; every line of the result stands in the input as a person sees it."""
    page = read_page(_PICTURE.sub("", html)[:_LONGEST_MARKUP]) if html.strip() else Page()
    smuggled = dict.fromkeys(smuggled_text(f"{subject}\n{body}\n{page.visible}"))
    subject = " ".join(_legible(subject).split())
    lines = _lines(body, page)
    texts = [line.text for line in lines]
    letter = split_letter(lines, subject)
    form = read_web_form(letter.own)
    if letter.is_secondhand and not form and (form := read_web_form(texts)):
        letter = split_letter([Line(text) for text in form.own], subject)  # “From: … Subject: …” was the head of a form
    elif form:
        letter = replace(letter, own=form.own)
    own, signature = split_signature(letter.own)
    survey = None if form else read_survey(own, subject)
    own = list(survey.own) if survey else own
    transcript = None if form or survey else read_transcript(own, requester_name, is_known=is_transcript)
    said = "\n".join(transcript.customer if transcript else own).strip()
    concealed = (*smuggled, *page.concealed)
    return Reading(
        text=f"{subject}\n{said}".strip(),
        own=said,
        quoted="\n".join([*letter.quoted, *(transcript.others if transcript else ())]).strip(),
        signature="\n".join(signature).strip(),
        hidden="\n".join([*concealed, *page.concealed_in_quote, *page.beside])[:_LONGEST_HIDDEN],
        fields=_fields(form, survey),
        is_transcript=is_transcript or transcript is not None,
        has_hidden_text=bool(concealed or (letter.is_secondhand and page.concealed_in_quote)),
        is_attachment_only=not said or points_to_attachment(said),
        is_auto_reply=is_auto_reply(subject, said),
        is_forward=letter.is_forward,
        is_secondhand=letter.is_secondhand,
        is_delivery_failure=is_delivery_failure(subject, "\n".join(texts)),
        is_web_form=form is not None,
        is_survey=survey is not None,
    )


def sentences(text: str) -> list[str]:
    """Split a text into sentences that stand verbatim in it."""
    parts = re.split(r"(?<=[.!?…])\s+|\n+", text)
    return [part.strip() for part in parts if any(c.isalnum() for c in part)]


def _legible(text: str) -> str:
    """A text without what cannot be seen, short enough to be read."""
    return composed(_shortened(visible_text(text)))


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST * 3 // 4]}\n{text[-_LONGEST // 4 :]}"


def _lines(body: str, page: Page) -> list[Line]:
    """The lines of a body. Where markup says the same, its lines are taken, without what it hides and with what it quotes."""
    if page.lines and (not body.strip() or _squeezed(body) in (_squeezed(page.everything), _squeezed(page.visible))):
        seen = _shortened_lines([Line(visible_text(line.text), line.is_quoted) for line in page.lines])
        return [Line(composed(line.text), line.is_quoted) for line in seen]
    text = _legible(body)
    for piece in page.concealed[:_MOST_CUTS]:
        if len(piece) >= _FEWEST_LETTERS_CUT:
            text = text.replace(piece, "\n")
    return [Line(line) for line in text.split("\n")]


def _shortened_lines(lines: Sequence[Line]) -> list[Line]:
    """As ``_shortened``, with what is known of each line."""
    if sum(len(line.text) + 1 for line in lines) <= _LONGEST:
        return list(lines)
    head, tail = [], []
    room = _LONGEST * 3 // 4
    for line in lines:
        head.append(replace(line, text=line.text[:room]))
        if (room := room - len(line.text) - 1) <= 0:
            break
    room = _LONGEST // 4
    for line in reversed(lines):
        tail.append(replace(line, text=line.text[-room:]))
        if (room := room - len(line.text) - 1) <= 0:
            break
    return [*head, *reversed(tail)]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _fields(form: Form | None, survey: Form | None) -> tuple[tuple[str, str], ...]:
    filled = form or survey
    return filled.fields if filled else ()
