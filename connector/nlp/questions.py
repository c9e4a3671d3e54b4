"""What a customer wants to know: direct questions, indirect ones and requests, in the order of the letter."""

import re
from collections.abc import Mapping
from typing import Final

from connector.nlp.greetings import without_greeting
from connector.nlp.question_words import ASKING, INDIRECT, NOT_OPENING, PLEASANTRIES, REQUESTS, VERB_FIRST
from connector.nlp.text import sentences

#: More questions than this are not answered by a prepared text but by a person.
MOST: Final = 6
_LONGEST: Final = 300
_FEWEST_WORDS: Final = 2
#: A line this long that ends within a sentence was broken by a mail program and not by its writer.
_LONG_LINE: Final = 45
#: “Am 4. November”: what ends so goes on.
_ORDINAL: Final = re.compile(r"\b\d{1,2}\.$")


def _compiled(table: Mapping[str, str], around: str) -> Mapping[str, re.Pattern[str]]:
    return {language: re.compile(around % words, re.IGNORECASE) for language, words in table.items()}


_OPENING: Final = {language: f"{ASKING[language]}|{VERB_FIRST[language]}" for language in ASKING}
_OPENS: Final = _compiled(_OPENING, r"^\W*(?:(?:and|und|et|y|e|en|also|auch)\W+)?(%s)\b")
_TELLING: Final = {language: f"{INDIRECT[language]}|{REQUESTS[language]}" for language in INDIRECT}
_TELLS: Final = _compiled(_TELLING, r"\b(?:%s)")
_CONJUNCTION: Final = re.compile(r"(?:and|und|et|y|e|en)\s", re.IGNORECASE)
_LEADS_IN: Final = _compiled(_TELLING, r".{20,}?(?<=\s)(?=(?:%s))")
_JOINTS: Final = _compiled(_OPENING, r",? (?:and|und|et|y|e|en) (?=(?:%s)\b)")


def find_questions(text: str, language: str) -> tuple[str, ...]:
    """Return the questions and requests of a text in their order, at most six, each in the customer's own words.

    A sentence that asks twice (“how do I send it back, and what does it cost?”) is two questions. Only white space is changed.
    A language without tables is read by its question marks alone. Linear in the length.
    """
    found: dict[str, str] = {}
    for sentence in (_bare(sentence, language) for sentence in _sentences(text)):
        if not _asks(sentence, language):
            continue
        for question in _parted(sentence, language):
            found.setdefault(question.casefold().strip(" ?!.,"), question)
        if len(found) >= MOST:
            break
    return tuple(found.values())[:MOST]


def is_request(question: str, language: str) -> bool:
    """Whether this is a request and no question: “I would like to return the lamp.”"""
    return "?" not in question and not (language in _OPENS and _OPENS[language].search(question))


def _sentences(text: str) -> list[str]:
    whole: list[str] = []
    for sentence in sentences(_unbroken(text)):
        if whole and _ORDINAL.search(whole[-1][-4:]):
            whole[-1] += f" {sentence}"
        else:
            whole.append(sentence)
    return whole


def _unbroken(text: str) -> str:
    """The text without the line breaks of a mail program and without runs of spaces."""
    lines: list[str] = []
    for line in (" ".join(line.split()) for line in text.split("\n")):
        goes_on = lines and len(lines[-1]) >= _LONG_LINE and lines[-1][-1:].isalpha() and line[:1].islower()
        if goes_on:
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _asks(sentence: str, language: str) -> bool:
    if len(sentence.split()) < _FEWEST_WORDS or PLEASANTRIES.search(sentence):
        return False
    if "?" in sentence:
        return True
    if language not in _OPENS:
        return False
    opening = _OPENS[language].search(sentence)
    return bool(opening and opening[1].casefold() not in NOT_OPENING) or bool(_TELLS[language].search(sentence))


def _bare(sentence: str, language: str) -> str:
    """The sentence without a greeting before it, and of a long one the part that asks: its end, where it ends with a question mark."""
    bare = without_greeting(sentence, language)
    return bare[-_LONGEST:] if bare.endswith("?") else bare[:_LONGEST]


def _parted(sentence: str, language: str) -> list[str]:
    """The questions of one sentence, each without the statement that leads in to it (“I ordered two lamps and I wonder …”)."""
    if language not in _JOINTS:
        return [sentence]
    parts = [part[found.end() :] if (found := _CONJUNCTION.match(part)) else part for part in _JOINTS[language].split(sentence)]
    parts = [_LEADS_IN[language].sub("", part, count=1) for part in parts]
    return [part.strip(" ,;") for part in parts if len(part.split()) >= _FEWEST_WORDS]
