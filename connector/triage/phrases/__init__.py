"""The phrases of the safety net, per language.

A phrase is a row of words. ``~`` after a word stands for any ending, ``(a|b)`` for either, ``*`` for up to three words in
between. Case and accents of the phrase are as written; matching ignores case.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Final

from connector.core.taxonomy import LANGUAGES

_MODULES: Final = {language: import_module(f"{__name__}.{language}") for language in LANGUAGES}

SENSITIVE: Final[Mapping[str, Mapping[str, Sequence[str]]]] = {language: m.SENSITIVE for language, m in _MODULES.items()}
HARMLESS: Final[Mapping[str, Sequence[str]]] = {language: m.HARMLESS for language, m in _MODULES.items()}
NEGATIONS: Final[Mapping[str, Sequence[str]]] = {language: m.NEGATIONS for language, m in _MODULES.items()}
STATED_URGENCY: Final[Mapping[str, Sequence[str]]] = {language: m.STATED_URGENCY for language, m in _MODULES.items()}
