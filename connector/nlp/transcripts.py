"""Transcripts of calls and chats: who speaks, and what of it the customer says. Linear in the number of lines."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from connector.nlp.stock_words import GREETINGS, vocabulary

_TIME: Final = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[\sT]{0,2})?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[.,]\d{1,3})?\s?(?:[ap]\.?\s?m\.?|uhr|h)?(?:\s?utc|\s?gmt)?"
_STAMP: Final = rf"(?:[\[(<]{_TIME}[\])>]|{_TIME})"
_NAME: Final = r"[^\W\d_][\w.'’ -]{0,30}(?:\s?#?\d{1,12})?"
_MARK: Final = r"(?:\s{0,2}[(\[/|–-]\s{0,2}[^()\[\]:\n]{2,24}[)\]]?)?"
#: “Agent: …”, “[00:12] Caller: …”, “10:15 - Anna Schmidt: …”, “Lena (Support): …”, “**Kunde** (10:15): …”, “Speaker 1: …”.
_NAMED: Final = re.compile(
    rf"\s{{0,9}}(?P<stamp>{_STAMP})?\s{{0,3}}[-–—•*|>]{{0,3}}\s{{0,3}}(?P<name>{_NAME})(?P<mark>{_MARK})[*_]{{0,2}}\s{{0,3}}(?P<after>{_STAMP})?"
    rf"\s{{0,2}}[:：][*_]{{0,2}}(?:\s+|$)(?P<said>.*)",
    re.IGNORECASE,
)
#: “[Agent] …”, “<Anna> …”, “(Kunde) …”, and a name with a time on a line of its own.
_BRACKETED: Final = re.compile(
    rf"\s{{0,9}}(?P<stamp>{_STAMP})?\s{{0,3}}[\[(<]\s{{0,2}}(?P<name>{_NAME})\s{{0,2}}[\])>]\s{{0,3}}[:：-]?\s{{0,3}}(?P<said>.*)",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(
    rf"\s{{0,9}}(?P<name>{_NAME})(?P<mark>{_MARK})\s{{0,3}}[,|·•-]?\s{{0,3}}(?P<after>{_STAMP})\s{{0,3}}(?P<said>)", re.IGNORECASE
)
#: “*** Anna joined the chat ***”
_EVENT: Final = re.compile(
    rf"\s{{0,9}}(?:{_STAMP})?\s{{0,3}}(?:\*{{2,3}}[^*]{{3,120}}\*{{0,3}}|-{{2,3}} ?[^-]{{3,80}} ?-{{2,3}})\s{{0,9}}",
    re.IGNORECASE,
)
#: A time at the head of a line that names nobody.
_STAMPED: Final = re.compile(rf"\s{{0,9}}(?P<stamp>{_STAMP})\s.*", re.IGNORECASE)
_CUSTOMER: Final = vocabulary(
    """
    customer caller client visitor user guest shopper member subscriber patient
    kunde kundin anrufer anruferin besucher besucherin nutzer nutzerin gast
    appelant appelante visiteur visiteuse cliente abonné utilisateur utilisatrice
    llamante visitante usuario usuaria
    chiamante visitatore visitatrice utente
    klant beller bezoeker gebruiker
    chamador utilizador utilizadora utente
    """
)
_STAFF: Final = vocabulary(
    """
    agent advisor adviser support operator bot chatbot assistant representative rep csr system service helpdesk staff team automation ivr host
    mitarbeiter mitarbeiterin berater beraterin kundenservice kundendienst kundenberater kundenberaterin hotline
    conseiller conseillère conseillere téléconseiller opérateur opératrice agente assistance
    asesor asesora operador operadora asistente soporte atención
    operatore operatrice assistenza addetto addetta consulente
    medewerker medewerkster klantenservice adviseur
    atendente assistente apoio suporte sistema
    """
)
#: Before a colon, these head a field or a remark and are nobody's name.
_NO_NAMES: Final = vocabulary(
    """
    re fw fwd wg tr rv subject betreff objet asunto oggetto onderwerp assunto from von de da van to an date datum fecha data note ps nb
    order bestellung commande pedido ordine name nom nombre nome naam email mail phone tel telefon message nachricht question frage error
    http https update edit info problem address adresse total price summary item product
    """
)
#: These also head a line in a report of a fault or a letter, so they need to speak more than once.
_FAINT: Final = vocabulary(
    "system service support team assistance assistant hotline host automation user gast guest sistema apoio"
)
_FEWEST_UNKNOWN_TURNS: Final = 3
_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class _Turn:
    """Where somebody begins to speak."""

    speaker: str
    role: str
    time: str
    said: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line of a transcript. ``at`` is the time of the turn as it is written there, empty where there is none."""

    said: str
    is_customer: bool
    at: str = ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What the customer says and what others say, line by line."""

    customer: tuple[str, ...]
    others: tuple[str, ...]


def read_transcript(lines: Sequence[str], requester_name: str = "", *, is_known: bool = False) -> Transcript | None:
    """Return who says what, or ``None`` where the text is no transcript.

    Turns are told apart by words for roles and by the requester's name. Who cannot be told counts as the customer: overlooking the
    customer is worse than reading an agent. ``is_known`` says that the helpdesk calls it a transcript.
    """
    turns = [_turn(line, requester_name) for line in lines]
    if not _is_transcript([turn for turn in turns if turn], is_known=is_known):
        return None
    spoken = _follow(lines, turns)
    customer = tuple(line.said for line in spoken if line.is_customer)
    others = tuple(line.said for line in spoken if not line.is_customer)
    return Transcript(customer, others) if any(line.strip() for line in customer) else None


def read_call(lines: Sequence[str], requester_name: str = "") -> tuple[Spoken, ...]:
    """Return a text that is known to be a transcript, line by line. Where no speaker is named, all of it is the customer's."""
    return _follow(lines, [_turn(line, requester_name) for line in lines])


def _follow(lines: Sequence[str], turns: Sequence[_Turn | None]) -> tuple[Spoken, ...]:
    """Follow the turns: a line that names no speaker goes on with the one before."""
    staff = _staff([turn for turn in turns if turn])
    spoken: list[Spoken] = []
    listening, at = True, ""
    for line, turn in zip(lines, turns, strict=True):
        if _EVENT.fullmatch(line[:_LONGEST]):
            spoken.append(Spoken(line, is_customer=False))
            continue
        said = line
        if turn:
            listening, at, said = turn.speaker not in staff, turn.time, turn.said
        elif stamped := _STAMPED.fullmatch(line[:_LONGEST]):
            at = stamped["stamp"]
        spoken.append(Spoken(said, is_customer=listening, at=at.strip("[](){}<> ")))
    return tuple(spoken)


def _turn(line: str, requester_name: str) -> _Turn | None:
    text = line[:_LONGEST]
    for pattern in (_NAMED, _BRACKETED, _ALONE):
        if (found := pattern.fullmatch(text)) and (turn := _as_turn(line, found, requester_name)):
            return turn
    return None


def _as_turn(line: str, found: re.Match[str], requester_name: str) -> _Turn | None:
    parts = found.groupdict()
    name = " ".join(parts["name"].casefold().split())
    words = re.findall(r"[^\W\d_]+", name)
    marks = re.findall(r"[^\W\d_]+", (parts.get("mark") or "").casefold())
    time = parts.get("stamp") or parts.get("after") or ""
    if not words or words[0] in _NO_NAMES | GREETINGS or len(words) > 4 or (not time and _is_prose(parts["name"], words, marks)):
        return None
    return _Turn(name, _role(words, marks, requester_name), time, line[found.start("said") :].strip())


def _is_prose(name: str, words: Sequence[str], marks: Sequence[str]) -> bool:
    """Whether what stands before a colon is the beginning of a sentence: no role, and not written as names are."""
    if {words[0], words[-1], *marks} & (_CUSTOMER | _STAFF):
        return False
    return len(words) > 3 or not all(
        part[0].isupper() or part in ("de", "van", "von", "da", "der", "di") for part in name.split() if part[0].isalpha()
    )


def _role(words: Sequence[str], marks: Sequence[str], requester_name: str) -> str:
    ends = {words[0], words[-1]}
    if set(marks) & _STAFF:
        return "staff"
    if ends & _CUSTOMER or set(marks) & _CUSTOMER:
        return "customer"
    if ends & _STAFF:
        return "staff"
    known = {part for part in re.findall(r"[^\W\d_]+", requester_name.casefold()) if len(part) > 2}
    return "customer" if known & set(words) else ""


def _is_transcript(turns: Sequence[_Turn], *, is_known: bool) -> bool:
    speakers = Counter(turn.speaker for turn in turns)
    if is_known or len(turns) < 2:
        return is_known and bool(turns)
    repeats = max(speakers.values()) > 1
    named = [turn for turn in turns if set(turn.speaker.split()) & ((_CUSTOMER | _STAFF) - _FAINT)]
    if len(named) > 1 or (repeats and any(turn.role for turn in turns)):
        return True
    return len(speakers) > 1 and len(turns) >= _FEWEST_UNKNOWN_TURNS and (repeats or all(turn.time for turn in turns))


def _staff(turns: Sequence[_Turn]) -> set[str]:
    """Who is not the customer: those with such a role, and the other one of two where one is known to be the customer."""
    staff = {turn.speaker for turn in turns if turn.role == "staff"}
    unknown = {turn.speaker for turn in turns if not turn.role}
    customers = {turn.speaker for turn in turns if turn.role == "customer"}
    return staff | unknown if len(customers) == 1 and len(unknown) == 1 and not staff else staff
