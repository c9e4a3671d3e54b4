"""What people of the business promised the customer in earlier replies, word for word, and by which day."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from connector.core.promise_words import PROMISE_WORDS, PromiseWords

#: A full stop behind one or two figures belongs to a date.
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])(?<!\b\d\.)(?<!\b\d\d\.)\s+|\n+")
_LONGEST_SENTENCE: Final = 300
_SATURDAY: Final = 5
_STRAIGHT: Final = str.maketrans("’‘`´", "''''")


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence of a person's public reply, the day it was written, and the last day it spoke of, where that is plain."""

    quote: str
    made_on: date
    due: date | None = None

    def has_passed(self, today: date) -> bool:
        """Whether the promised day lies in the past. Never true of a promise without one."""
        return self.due is not None and self.due < today


def sentences(text: str) -> list[str]:
    """The sentences of a message that stand verbatim in it, without what it quotes line by line."""
    parts = (part.strip() for part in _SENTENCE_END.split(text))
    return [part for part in parts if any(c.isalnum() for c in part) and not part.startswith(">")]


def find_promises(text: str, made_on: date, language: str) -> Iterator[Promise]:
    """Yield every promise in a reply that was written on ``made_on``, each sentence once.

    ``language`` is that of the conversation. It is searched with English; one that is not known, in all that are.
    """
    books = [_BOOKS[code] for code in dict.fromkeys((language, "en"))] if language in _BOOKS else list(_BOOKS.values())
    for sentence in dict.fromkeys(sentences(text)):
        plain = sentence[:_LONGEST_SENTENCE].lower().translate(_STRAIGHT)
        found = next((book for book in books if book.promises(plain)), None)
        if found is not None:
            yield Promise(sentence[:_LONGEST_SENTENCE], made_on, found.due(plain, made_on))


class _Book:
    """The words of one language, compiled with their first use."""

    def __init__(self, words: PromiseWords) -> None:
        self._words = words

    def promises(self, sentence: str) -> bool:
        return bool(self._promise.search(sentence)) and not self._void.search(sentence)

    def due(self, sentence: str, made_on: date) -> date | None:
        """The last day that a promise speaks of. ``None`` where none is named, or where two readings are possible."""
        if found := self._span.search(sentence):
            return self._after_span(found, made_on)
        if self._day_after.search(sentence):
            return made_on + timedelta(days=2)
        if self._tomorrow.search(sentence):
            return made_on + timedelta(days=1)
        if self._today.search(sentence):
            return made_on
        return self._on_date(sentence, made_on) or self._on_weekday(sentence, made_on)

    def _after_span(self, found: re.Match[str], made_on: date) -> date:
        number = self._number(found["number"])
        if found["hours"]:
            return made_on + timedelta(days=-(-number // 24))
        if found["working"]:
            return _after_working_days(made_on, number)
        return made_on + timedelta(days=number * (7 if found["weeks"] else 1))

    def _number(self, word: str) -> int:
        if word.isdigit():
            return int(word)
        return next(n for n, pattern in enumerate(self._words.numbers, start=1) if re.fullmatch(pattern, word))

    def _on_weekday(self, sentence: str, made_on: date) -> date | None:
        """The next such day. Said on the same weekday it may mean today or a week from now, so nothing is said."""
        for day, pattern in enumerate(self._weekdays):
            found = pattern.search(sentence)
            if found and not found["past"] and not found["past_after"]:
                ahead = (day - made_on.weekday()) % 7
                return made_on + timedelta(days=ahead) if ahead else None
        return None

    def _on_date(self, sentence: str, made_on: date) -> date | None:
        """A day with its month in words, or in figures the way that is written with dots. Without a year, the next such day."""
        if (found := self._date.search(sentence)) is None:
            return None
        name = found["month"] or found["month_first"]
        month = int(found["figure"]) if found["figure"] else next(
            n for n, pattern in enumerate(self._words.months, start=1) if re.match(pattern, name)
        )  # fmt: skip
        day = int(found["day"] or found["dotted"] or found["day_after"])
        for year in (made_on.year, made_on.year + 1):
            try:
                named = date(year, month, day)
            except ValueError:
                continue
            if named >= made_on:
                return named
        return None

    @cached_property
    def _promise(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{self._words.promise})")

    @cached_property
    def _void(self) -> re.Pattern[str]:
        return re.compile(self._words.void)

    @cached_property
    def _today(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self._words.today})\b")

    @cached_property
    def _tomorrow(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self._words.tomorrow})\b")

    @cached_property
    def _day_after(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self._words.day_after})\b")

    @cached_property
    def _weekdays(self) -> list[re.Pattern[str]]:
        words = self._words
        return [
            re.compile(
                rf"(?<!\w)(?P<past>(?:{words.past}) )?(?:{words.by_weekday})(?:{day})\b(?P<past_after> (?:{words.past})\b)?"
            )
            for day in words.weekdays
        ]

    @cached_property
    def _span(self) -> re.Pattern[str]:
        words = self._words
        number = rf"\d{{1,3}}|{'|'.join(words.numbers)}"
        return re.compile(
            rf"(?<!\w)(?:{words.span})(?:(?:{number})\s?(?:-|–|to|or|bis|oder|à|a|ou|o|e|tot|of|und|y)\s?)?(?P<number>{number})\s?"
            rf"(?:(?P<hours>{words.hours})|(?P<working>{words.working})|(?P<days>{words.days})|(?P<weeks>{words.weeks}))\b"
        )

    @cached_property
    def _date(self) -> re.Pattern[str]:
        month = "|".join(self._words.months)
        return re.compile(
            rf"(?<![\w.])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)?(?: de| of)? (?P<month>(?:{month})\w*)"
            rf"|(?P<month_first>(?:{month})\w*) (?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?\b"
            rf"|(?P<dotted>\d{{1,2}})\.(?P<figure>\d{{1,2}})\.)"
        )


def _after_working_days(start: date, number: int) -> date:
    """So many days from Monday to Friday on. Holidays are not known here."""
    day = start
    while number > 0:
        day += timedelta(days=1)
        number -= day.weekday() < _SATURDAY
    return day


_BOOKS: Final[Mapping[str, _Book]] = {language: _Book(words) for language, words in PROMISE_WORDS.items()}
