"""The embedded composer: the best source, in the customer's language, with its placeholders filled from the ticket alone."""

import re
from collections.abc import Sequence
from typing import Final

from connector.core.assessment import Assessment
from connector.core.disclosure import CustomerText
from connector.core.draft import Draft, Source
from connector.core.taxonomy import LANGUAGES
from connector.core.ticket import Ticket
from connector.drafting.retrieve import find_sources
from connector.nlp.text import read_ticket

_PLACEHOLDER: Final = re.compile(r"\{\{\s*([\w.]+)\s*\}\}|\{%.*?%\}", re.DOTALL)
_FIRST_NAME: Final = frozenset(
    [
        "ticket.requester.first_name",
        "ticket.requester.firstname",
        "ticket.contact.firstname",
        "ticket.requester.name",
        "ticket.contact.name",
        "requester.first_name",
        "ticket.requester_first_name",
        "contact.firstname",
    ]
)
_GREETINGS: Final = {
    "en": "Hello {name},",
    "de": "Guten Tag {name},",
    "fr": "Bonjour {name},",
    "es": "Hola, {name}:",
    "it": "Buongiorno {name},",
    "nl": "Beste {name},",
    "pt": "Olá {name},",
}
_NAMELESS: Final = {
    "en": "Hello,",
    "de": "Guten Tag,",
    "fr": "Bonjour,",
    "es": "Hola:",
    "it": "Buongiorno,",
    "nl": "Goedendag,",
    "pt": "Olá,",
}
_GREETS: Final = re.compile(
    r"^\s*(?:hello|hi|dear|good (?:morning|afternoon|day)|hallo|guten (?:tag|morgen)|liebe|sehr geehrte|bonjour|cher|chère|"
    r"hola|estimad[oa]|buenos|buenas|buongiorno|salve|gentile|ciao|beste|goede(?:ndag|morgen)|dag|olá|bom dia|boa tarde|car[oa])\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"^[^\W\d_][\w'’ .-]{0,40}$")


class EmbeddedComposer:
    """Chooses and adapts one source. No source, no draft; anything but a name that a source asks for, no draft either."""

    def draft(self, ticket: Ticket, assessment: Assessment, sources: Sequence[Source]) -> Draft | None:
        """Return the disclosed draft, or ``None``."""
        if assessment.language not in LANGUAGES or not assessment.draft_ok:
            return None
        question = read_ticket(ticket).text
        for match in find_sources(question, assessment.language, sources)[:3]:
            body = _adapt(match.source.body, ticket, assessment.language)
            if body is not None:
                return Draft(text=CustomerText.drafted(body, assessment.language), sources=(match.source,))
        return None


def _adapt(body: str, ticket: Ticket, language: str) -> str | None:
    """Fill what the ticket can fill; ``None`` when the source asks for anything else."""
    name = _first_name(ticket)
    for found in _PLACEHOLDER.finditer(body):
        if found[1] not in _FIRST_NAME:
            return None
    text = _PLACEHOLDER.sub(lambda _: name, body)
    if not name:  # a greeting without its name would read “Hello ,”
        text = re.sub(r"[ \t]+([,:!])", r"\1", text)
    text = text.strip()
    if _GREETS.match(text):
        return text
    greeting = _GREETINGS[language].format(name=name) if name else _NAMELESS[language]
    return f"{greeting}\n\n{text}"


def _first_name(ticket: Ticket) -> str:
    """The requester's first name where it looks like one; a customer's name field may hold anything."""
    parts = ticket.requester.name.split()
    return parts[0] if parts and _NAME.match(parts[0]) and "@" not in parts[0] else ""
