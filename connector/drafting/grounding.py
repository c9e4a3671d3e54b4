"""Whether a text that a model wrote says nothing but what the business's own answers say.

Every quote, number, date, amount, link, address and name must stand in the answers or in the customer's message. What cannot be
checked so (whether a sentence follows from its quote) is narrowed: each paragraph quotes, keeps to the words of what it quotes,
and is negated exactly where its quotes are. Doubt is a fault, and a fault means that the embedded draft stands.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from connector.drafting.figures import DAY_WORDS, NEGATIONS, NUMBER_WORDS
from connector.drafting.forbidden import ECHOES, FEELINGS, PERSONS, PROMISES
from connector.nlp.language import identify_language

_LONGEST: Final = 2500
_FEWEST_WORDS_QUOTED: Final = 3
#: Share of the long words of a paragraph whose beginnings stand in what it rests on.
_LEAST_SUPPORT: Final = 0.5
_FEWEST_LONG_WORDS: Final = 4
_STEM: Final = 5
#: Shorter texts are too short to tell a language from its neighbour.
_FEWEST_LETTERS: Final = 40

_LINK: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>\"']+|\b[\w-]{2,63}(?:\.[\w-]{2,63}){0,3}\.(?:com|org|net|io|eu|de|fr|es|it|nl|pt|uk|example)\b\S*"
)
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER: Final = re.compile(r"\d+(?:[.,:/'’-]\d+)*")
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?…:;\n•–-])[\s\"“„«»‘(]*$")
_ODD_CASE: Final = re.compile(r"\b(?:[A-ZÀ-Þ]{2,}[\w-]*|\w*[a-zß-ÿ][A-ZÀ-Þ]\w*|\w*\d[A-Za-z]\w*)\b")
#: German writes every noun with a capital; these are no names.
_GERMAN_NOUNS: Final = re.compile(
    r"Sie|Ihr\w{0,2}|Ihnen|(?:Bestell|Liefer|Zahl|Rechn|Send|Rücksend|Lös|Anleit|Beding|Voraussetz|Unterstütz|Nachricht|Antwort|Frage|Paket|Konto|"
    r"Seite|Link|Adresse|Schritt|Artikel|Ware|Produkt|Gerät|Hilfe|Information|Angab|Möglich|Fall|Tag|Woche|Monat|Uhr|Zeit|Kund|Team|Text|Punkt)\w*"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph and what it rests on: pairs of a source's id and words quoted from it."""

    text: str
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is not used: a code of ``core.outside.FAILURES``, and a word for the log that holds nothing of the text."""

    code: str
    what: str


def find_fault(statements: Sequence[Statement], sources: Mapping[str, str], message: str, language: str) -> Fault | None:
    """Return the first fault, or ``None``. ``sources`` are bodies by id, ``message`` what the customer wrote."""
    text = "\n\n".join(statement.text for statement in statements)
    if not text.strip() or len(text) > _LONGEST:
        return Fault("ungrounded", "length")
    if len(text) >= _FEWEST_LETTERS and identify_language(text) != language:
        return Fault("language", "language")
    known = "\n".join(sources.values())
    return (
        _forbidden(text, known, language)
        or _misquoted(statements, sources)
        or _invented(text, known, message, language)
        or next(_unsupported(statements, sources, message, language), None)
    )


def _forbidden(text: str, known: str, language: str) -> Fault | None:
    if ECHOES.search(text):
        return Fault("forbidden", "echo")
    if FEELINGS[language].search(text):
        return Fault("forbidden", "feeling")
    if PERSONS[language].search(text):
        return Fault("forbidden", "person")
    own_words = _plain(known)
    if any(_plain(found[0]) not in own_words for found in PROMISES[language].finditer(text)):
        return Fault("forbidden", "promise")
    return None


def _misquoted(statements: Sequence[Statement], sources: Mapping[str, str]) -> Fault | None:
    for statement in statements:
        if not statement.quotes:
            return Fault("ungrounded", "quote")
        for source, quote in statement.quotes:
            body, words = _plain(sources.get(source, "")), _plain(quote)
            if words not in body or (len(words.split()) < _FEWEST_WORDS_QUOTED and words != body):
                return Fault("ungrounded", "quote")
    return None


def _invented(text: str, known: str, message: str, language: str) -> Fault | None:
    """Facts that stand nowhere. A link has to be the business's own; the rest may be the customer's."""
    either = f"{known}\n{message}"
    if not _links(text) <= _links(known):
        return Fault("ungrounded", "link")
    if not _addresses(text) <= _addresses(either):
        return Fault("ungrounded", "address")
    if not set(_numbers(text, language)) <= {*_numbers(either, language), *_parts(either)}:
        return Fault("ungrounded", "number")
    if not _words(text) & DAY_WORDS[language] <= _words(either):
        return Fault("ungrounded", "date")
    if not all(_is_known_name(name, either, language) for name in _names(text)):
        return Fault("ungrounded", "name")
    return None


def _unsupported(statements: Sequence[Statement], sources: Mapping[str, str], message: str, language: str) -> Iterator[Fault]:
    for statement in statements:
        quoted = "\n".join(quote for _, quote in statement.quotes)
        if bool(NEGATIONS[language].search(statement.text)) != bool(NEGATIONS[language].search(quoted)):
            yield Fault("ungrounded", "negation")
        stems = _stems("\n".join([message, *(sources.get(source, "") for source, _ in statement.quotes)]))
        own = [word[:_STEM] for word in map(str.casefold, _WORD.findall(statement.text)) if len(word) >= _STEM]
        if len(own) >= _FEWEST_LONG_WORDS and sum(stem in stems for stem in own) < _LEAST_SUPPORT * len(own):
            yield Fault("ungrounded", "support")


def _names(text: str) -> Iterator[str]:
    """Words that look like names: a capital inside a sentence, or capitals and digits where no word has them."""
    for found in _WORD.finditer(text):
        if found[0][0].isupper() and found[0] != "I" and not _SENTENCE_START.search(text[: found.start()][-8:]):
            yield found[0]
    yield from _ODD_CASE.findall(text)


def _is_known_name(name: str, known: str, language: str) -> bool:
    plain = name.casefold().strip("'’-")
    if plain in _words(known):
        return True
    return language == "de" and (bool(_GERMAN_NOUNS.fullmatch(name)) or plain[:_STEM] in _stems(known))


def _numbers(text: str, language: str) -> Iterator[str]:
    """Numbers in digits, each as a whole, and numbers in words."""
    for found in _NUMBER.findall(text):
        yield found.strip(".,")
    for word in _words(text):
        if number := NUMBER_WORDS[language].get(word):
            yield number


def _parts(text: str) -> Iterator[str]:
    """The ends of ranges and the parts of dates: “9-18” holds 9 and 18, “1.50” neither 1 nor 50."""
    for found in _NUMBER.findall(text):
        yield from re.split(r"[/:-]", found)


def _links(text: str) -> frozenset[str]:
    return frozenset(_bare(found) for found in _LINK.findall(text))


def _addresses(text: str) -> frozenset[str]:
    return frozenset(_bare(found).casefold() for found in _EMAIL.findall(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold().strip("'’-") for word in _WORD.findall(text))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _words(text) if len(word) >= _STEM)


def _bare(found: str) -> str:
    return found.rstrip(".,;:!?)]»”’\"'")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
