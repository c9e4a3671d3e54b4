"""The words of the brief, in the languages that staff read. Every language has the same keys and placeholders."""

from collections.abc import Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import Final

from connector.core.taxonomy import LANGUAGES

_MODULES: Final = {language: import_module(f"{__name__}.{language}") for language in LANGUAGES}

BRIEF: Final[Mapping[str, Mapping[str, str]]] = {language: m.BRIEF for language, m in _MODULES.items()}
CHANNEL_NAMES: Final[Mapping[str, Mapping[str, str]]] = {language: m.CHANNEL_NAMES for language, m in _MODULES.items()}
AVOID: Final[Mapping[str, Mapping[str, str]]] = {language: m.AVOID for language, m in _MODULES.items()}
WEEKDAYS: Final[Mapping[str, Sequence[str]]] = {language: m.WEEKDAYS for language, m in _MODULES.items()}
MONTHS: Final[Mapping[str, Sequence[str]]] = {language: m.MONTHS for language, m in _MODULES.items()}
TIMES: Final[Mapping[str, Sequence[str]]] = {language: m.TIMES for language, m in _MODULES.items()}
#: How the first of a month is written, where it is no plain 1.
_FIRST: Final[Mapping[str, str]] = {"fr": "1er", "it": "1º"}
ADAPTABLE: Final[Mapping[str, Mapping[str, str]]] = {language: m.ADAPTABLE for language, m in _MODULES.items()}


def say_day(day: date, today: date, language: str) -> str:
    """A day without its time; the year only where it is another."""
    key = "date" if day.year == today.year else "date_year"
    number = _FIRST.get(language, "1") if day.day == 1 else str(day.day)
    return BRIEF[language][key].format(day=number, month=MONTHS[language][day.month - 1], year=day.year)


def say_times(count: int, language: str) -> str:
    """How often, from two on."""
    words = TIMES[language]
    return words[min(count - 2, len(words) - 1)].format(count=count)
