"""The words of the brief, in the languages that staff read. Every language has the same keys and placeholders."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Final

from connector.core.taxonomy import LANGUAGES

_MODULES: Final = {language: import_module(f"{__name__}.{language}") for language in LANGUAGES}

BRIEF: Final[Mapping[str, Mapping[str, str]]] = {language: m.BRIEF for language, m in _MODULES.items()}
CHANNEL_NAMES: Final[Mapping[str, Mapping[str, str]]] = {language: m.CHANNEL_NAMES for language, m in _MODULES.items()}
AVOID: Final[Mapping[str, Mapping[str, str]]] = {language: m.AVOID for language, m in _MODULES.items()}
WEEKDAYS: Final[Mapping[str, Sequence[str]]] = {language: m.WEEKDAYS for language, m in _MODULES.items()}
MONTHS: Final[Mapping[str, Sequence[str]]] = {language: m.MONTHS for language, m in _MODULES.items()}
