"""The AI notice, per language and state, and the only type in which text for a customer exists.

Required elements (EU AI Act Art. 50(1); facts of the trade): the word AI or automated, what it did, how to reach a person in
one step in the same channel, and for unchecked text that it may be wrong. Never a human first name for the machine.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from connector.core.taxonomy import LANGUAGES


class Disclosure(StrEnum):
    """Who wrote the text. A person's own text is disclosed as such only by that person's own choice."""

    AI_SENT = "ai_sent"
    AI_DRAFTED = "ai_drafted"
    PERSON_WROTE = "person_wrote"


OUR_TEAM: Final = {
    "en": "our team",
    "de": "unser Team",
    "fr": "notre équipe",
    "es": "nuestro equipo",
    "it": "il nostro team",
    "nl": "ons team",
    "pt": "a nossa equipa",
}

FIRST_LINES: Final = {
    "en": "This reply was written by an automated AI assistant and may contain mistakes. Reply “human” and a person will answer.",
    "de": "Diese Antwort hat ein automatischer KI-Assistent geschrieben, sie kann Fehler enthalten. "
    "Antworten Sie „Mensch“, dann meldet sich eine Person.",
    "fr": "Cette réponse a été rédigée par un assistant IA automatique et peut contenir des erreurs. "
    "Répondez « humain » et une personne vous répondra.",
    "es": "Esta respuesta la ha escrito un asistente automático de IA y puede contener errores. "
    "Responda «persona» y le atenderá una persona.",
    "it": "Questa risposta è stata scritta da un assistente IA automatico e può contenere errori. "
    "Risponda «persona» e la contatterà una persona.",
    "nl": "Dit antwoord is geschreven door een automatische AI-assistent en kan fouten bevatten. "
    "Antwoord ‘mens’ en een medewerker reageert.",
    "pt": "Esta resposta foi escrita por um assistente automático de IA e pode conter erros. "
    "Responda «pessoa» e uma pessoa entrará em contacto consigo.",
}

FOOTERS: Final = {
    "en": "A first version of this reply was drafted with AI and checked by {name}. Reply “human” to have a person write to you.",
    "de": "Eine erste Fassung dieser Antwort wurde mit KI entworfen und von {name} geprüft. "
    "Antworten Sie „Mensch“, wenn eine Person Ihnen schreiben soll.",
    "fr": "Une première version de cette réponse a été préparée avec l’IA et vérifiée par {name}. "
    "Répondez « humain » pour qu’une personne vous écrive.",
    "es": "Una primera versión de esta respuesta se redactó con IA y la revisó {name}. "
    "Responda «persona» si prefiere que le escriba una persona.",
    "it": "Una prima versione di questa risposta è stata preparata con l’IA e controllata da {name}. "
    "Risponda «persona» se desidera che le scriva una persona.",
    "nl": "Een eerste versie van dit antwoord is met AI opgesteld en nagekeken door {name}. "
    "Antwoord ‘mens’ als u liever een medewerker spreekt.",
    "pt": "Uma primeira versão desta resposta foi preparada com IA e verificada por {name}. "
    "Responda «pessoa» se preferir que uma pessoa lhe escreva.",
}

PERSON_LINES: Final = {
    "en": "This reply was written by a person: {name}.",
    "de": "Diese Antwort hat ein Mensch geschrieben: {name}.",
    "fr": "Cette réponse a été écrite par une personne : {name}.",
    "es": "Esta respuesta la ha escrito una persona: {name}.",
    "it": "Questa risposta è stata scritta da una persona: {name}.",
    "nl": "Dit antwoord is geschreven door een mens: {name}.",
    "pt": "Esta resposta foi escrita por uma pessoa: {name}.",
}


@dataclass(frozen=True, slots=True, init=False)
class CustomerText:
    """Text meant for a customer. It has no rendering without its disclosure, so none can leave through us undisclosed.

    Build it with :meth:`drafted` or :meth:`sent`; there is no other constructor. A language without a notice is refused with
    ValueError: such tickets go to people.
    """

    _body: str
    language: str
    state: Disclosure
    checked_by: str

    def __init__(self, *_: object, **__: object) -> None:
        raise TypeError("text for a customer is built with CustomerText.drafted() or CustomerText.sent(), which disclose it")

    @classmethod
    def drafted(cls, body: str, language: str, *, checked_by: str = "") -> "CustomerText":
        """A draft that a person will check and send. An empty ``checked_by`` reads “our team”."""
        return _build(body, language, Disclosure.AI_DRAFTED, checked_by)

    @classmethod
    def sent(cls, body: str, language: str) -> "CustomerText":
        """Text that AI wrote and that would leave unchecked. Sending it still needs a SendGrant."""
        return _build(body, language, Disclosure.AI_SENT, "")

    @classmethod
    def written_by_person(cls, body: str, language: str, *, name: str) -> "CustomerText":
        """A person's own text, marked so by that person's own choice."""
        if not name.strip():
            raise ValueError("a person's text names the person")
        return _build(body, language, Disclosure.PERSON_WROTE, name)

    @property
    def text(self) -> str:
        """The whole text with its disclosure: first line and footer when AI sends, footer when a person checks."""
        notice = self.notice
        if self.state is Disclosure.AI_SENT:
            return f"{notice}\n\n{self._body}\n\n--\n{notice}"
        return f"{self._body}\n\n--\n{notice}"

    @property
    def notice(self) -> str:
        """The disclosure itself."""
        name = self.checked_by or OUR_TEAM[self.language]
        return _NOTICES[self.state][self.language].format(name=name)

    def __str__(self) -> str:
        return self.text


_NOTICES: Final = {
    Disclosure.AI_SENT: FIRST_LINES,
    Disclosure.AI_DRAFTED: FOOTERS,
    Disclosure.PERSON_WROTE: PERSON_LINES,
}


def _build(body: str, language: str, state: Disclosure, checked_by: str) -> CustomerText:
    if language not in LANGUAGES:
        raise ValueError(f"no disclosure is written for language {language!r}")
    if not body.strip():
        raise ValueError("text for a customer is not empty")
    text = object.__new__(CustomerText)
    for name, value in (
        ("_body", body.strip()),
        ("language", language),
        ("state", state),
        ("checked_by", checked_by.strip()),
    ):
        object.__setattr__(text, name, value)
    return text
