"""How long a customer has waited and how often they wrote: as they say it themselves, or as the conversation shows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from connector.core.ticket import Author, Ticket
from connector.nlp.text import sentences

DAY, WEEK, MONTH = "day", "week", "month"
_LONGEST: Final = 400
#: Less than this is no wait that anybody names.
_SHORTEST_WAIT: Final = timedelta(days=2)

#: Numbers as they are written out, from one on.
NUMBERS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    "de": ("einer", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
    "fr": ("une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    "es": ("una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"),
    "it": ("una", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici"),
    "nl": ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
    "pt": ("uma", "duas", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze"),
}
#: Further spellings that people use for the same numbers.
_SPELLINGS: Final[Mapping[str, Mapping[str, int]]] = {
    "en": {"a": 1},
    "de": {"einem": 1, "eine": 1, "fuenf": 5, "zwoelf": 12},
    "fr": {"un": 1},
    "es": {"un": 1},
    "it": {"un": 1},
    "nl": {"één": 1},
    "pt": {"um": 1, "dois": 2, "tres": 3},
}
_UNITS: Final[Mapping[str, tuple[str, str, str]]] = {
    "en": (r"days?", r"weeks?", r"months?"),
    "de": (r"tag(?:e|en)?", r"wochen?", r"monat(?:e|en)?"),
    "fr": (r"jours?", r"semaines?", r"mois"),
    "es": (r"d[ií]as?", r"semanas?", r"mes(?:es)?"),
    "it": (r"giorn[oi]", r"settiman[ae]", r"mes[ei]"),
    "nl": (r"dag(?:en)?", r"we(?:ek|ken)", r"maand(?:en)?"),
    "pt": (r"dias?", r"semanas?", r"m[eê]s(?:es)?"),
}
#: A wait that goes on: waiting before or behind a length of time. “I can wait two weeks” and “the site says three days” are none.
_WAITS: Final[Mapping[str, str]] = {
    "en": r"\b(?:have|['’]ve) (?:now |already |been )*(?:waiting|waited)(?:(?: \w+){{0,6}}? for)? (?:now |already )?{length}",
    "de": r"\b(?:ich |wir )?warten?(?: \w+){{0,4}}? seit {length}|\bseit {length}(?: \w+){{0,4}}? warten?\b",
    "fr": r"\b(?:j['’]attends|nous attendons|on attend)(?: \w+){{0,4}}? depuis {length}|\b(?:depuis|cela fait|ça fait) {length}(?: \w+){{0,3}}? (?:j['’]attends|nous attendons|on attend)",
    "es": r"\bllev(?:o|amos) (?:ya )?{length} (?:esperando|a la espera)|\b(?:espero|esperamos|esperando) (?:desde )?hace {length}",
    "it": r"\b(?:aspett(?:o|iamo|ando)|attend(?:o|iamo))(?: \w+){{0,4}}? da (?:ormai |già )?{length}|\b(?:da|sono) (?:ormai |già )?{length} che (?:aspett(?:o|iamo)|attend(?:o|iamo))",
    "nl": r"\bwacht(?:en)?(?: \w+){{0,4}}? (?:al|nu) {length}|\b(?:al|nu) {length}(?: \w+){{0,4}}? (?:aan het )?wacht(?:en)?\b",
    "pt": r"\b(?:à espera|espero|esperamos|aguardo|aguardamos|a aguardar|esperando)(?: \w+){{0,4}}? há (?:já )?{length}|\bhá (?:já )?{length} (?:que )?(?:\w+ )?(?:à espera|espero|esperamos|aguardo|a aguardar)",
}


@dataclass(frozen=True, slots=True)
class Wait:
    """A length of time in whole units, as people count it."""

    number: int
    unit: str


def written(ticket: Ticket) -> int:
    """Return how often the customer has written since a person last answered."""
    count = 0
    for message in ticket.messages:
        if message.public and message.author is Author.AGENT:
            count = 0
        elif message.public and message.author is Author.REQUESTER:
            count += 1
    return count


def waited(ticket: Ticket, own: str, language: str) -> Wait | None:
    """Return how long the customer has waited: as the newest message says, else from the first unanswered message to the newest.

    ``None`` where neither is known. Rounded lengths (“almost three weeks”) are not taken: only what was said is.
    """
    return _said(own, language) or _seen(ticket)


def _said(own: str, language: str) -> Wait | None:
    pattern = _PATTERNS.get(language)
    for sentence in sentences(own) if pattern else ():
        if pattern and (found := pattern.search(" ".join(sentence.split())[:_LONGEST])):
            number, *units = (group for group in found.groups() if group)
            return Wait(_number(number, language), _unit(units[0], language))
    return None


def _seen(ticket: Ticket) -> Wait | None:
    """Days between the first message that nobody answered and the newest."""
    first = None
    newest = ticket.newest_request
    for message in ticket.messages:
        if message.public and message.author is Author.AGENT:
            first = None
        elif message.public and message.author is Author.REQUESTER:
            first = first or message
    if first is None or newest is None or (time := newest.created_at - first.created_at) < _SHORTEST_WAIT:
        return None
    return Wait(time.days, DAY)


def _number(word: str, language: str) -> int:
    folded = word.casefold()
    if folded.isdigit():
        return int(folded)
    return _SPELLINGS[language].get(folded) or NUMBERS[language].index(folded) + 1


def _unit(word: str, language: str) -> str:
    return next(
        unit for unit, shape in zip((DAY, WEEK, MONTH), _UNITS[language], strict=True) if re.fullmatch(shape, word, re.IGNORECASE)
    )


def _pattern(language: str) -> re.Pattern[str]:
    words = "|".join([*_SPELLINGS[language], *NUMBERS[language]])
    length = rf"({words}|[1-9]\d?) ({'|'.join(_UNITS[language])})\b"
    return re.compile(_WAITS[language].format(length=length), re.IGNORECASE)


_PATTERNS: Final = {language: _pattern(language) for language in _WAITS}
