"""One answer of the account made ready for one customer: blanks filled from the ticket, courtesies apart from the matter."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from connector.core.draft import Source
from connector.core.ticket import Ticket
from connector.drafting.courtesies import split_closing, split_greeting
from connector.drafting.passages import LONGEST_WHOLE
from connector.drafting.promises import is_for_one_customer
from connector.kit.text import neutralise_placeholders

_PLACEHOLDER: Final = re.compile(r"\{\{\s{0,9}([\w.]{1,80})\s{0,9}\}\}")
_BRACES: Final = re.compile(r"\{[{%]|[%}]\}")
_NAME: Final = re.compile(r"[^\W\d_][\w'’.-]{0,30}")
_LONGEST_SUBJECT: Final = 120

_FIRST_NAME, _ID, _SUBJECT = "first_name", "id", "subject"
#: The blanks that a ticket fills, by the names that the platforms document. Anything else makes an answer unusable.
#: https://support.zendesk.com/hc/en-us/articles/4408886858138 and the placeholders of Freshdesk's canned responses.
_BLANKS: Final[Mapping[str, str]] = {
    "ticket.requester.first_name": _FIRST_NAME,
    "ticket.requester.name": _FIRST_NAME,
    "ticket.requester.firstname": _FIRST_NAME,
    "ticket.requester_first_name": _FIRST_NAME,
    "requester.first_name": _FIRST_NAME,
    "ticket.contact.firstname": _FIRST_NAME,
    "ticket.contact.name": _FIRST_NAME,
    "contact.firstname": _FIRST_NAME,
    "ticket.id": _ID,
    "ticket.title": _SUBJECT,
    "ticket.subject": _SUBJECT,
}


@dataclass(frozen=True, slots=True)
class Adapted:
    """An answer in its parts: greeting, what it says, closing. The courtesies may be empty, the matter is not."""

    greeting: str
    matter: str
    closing: str


def adapt(source: Source, ticket: Ticket, language: str) -> Adapted | None:
    """Return the answer for this customer, or ``None`` where it cannot be used.

    It cannot when it asks for anything but the first name, the number or the subject of the ticket, when the ticket lacks what it
    asks for (but a greeting may do without a name), when it was written for one customer, or when it is too long to be read.
    """
    name = first_name(ticket)
    filled = {_FIRST_NAME: name, _ID: ticket.id, _SUBJECT: _subject(ticket)}
    greeting, rest = split_greeting(source.body, language)
    greeting = _nameless(greeting) if greeting and not name else greeting
    texts = [_filled(part, filled) for part in (greeting, *split_closing(rest, language))]
    if any(text is None for text in texts):
        return None
    greeting, matter, closing = (text or "" for text in texts)
    if not matter or is_for_one_customer(source, greeting, name):
        return None
    if source.kind != "article" and len(matter) > LONGEST_WHOLE:
        return None
    return Adapted(greeting, matter, closing)


def first_name(ticket: Ticket) -> str:
    """Return the requester's first name where it looks like one; a customer's name field may hold anything."""
    parts = ticket.requester.name.split()
    return parts[0].rstrip(".") if parts and _NAME.fullmatch(parts[0]) else ""


def _nameless(greeting: str) -> str:
    """A greeting without its blank for a name, which would read “Hello ,”."""
    bare = _PLACEHOLDER.sub(lambda found: "" if _BLANKS.get(found[1]) == _FIRST_NAME else found[0], greeting)
    words = bare.rstrip(" ,:!.")
    return f"{words}{bare.rstrip()[-1:]}" if words != bare else words


def _filled(text: str, values: Mapping[str, str]) -> str | None:
    """The text with its blanks filled; ``None`` when one is unknown or empty, or when a brace of a template is left."""
    blanks = _PLACEHOLDER.findall(text)
    if any(not values.get(_BLANKS.get(blank, ""), "") for blank in blanks) or _BRACES.search(_PLACEHOLDER.sub("", text)):
        return None
    return _PLACEHOLDER.sub(lambda found: values[_BLANKS[found[1]]], text)


def _subject(ticket: Ticket) -> str:
    return neutralise_placeholders(" ".join(ticket.subject.split())[:_LONGEST_SUBJECT])
