"""The words of the private note, in the languages that staff read. Every language has the same keys and placeholders."""

from collections.abc import Mapping
from importlib import import_module
from typing import Final

from connector.core.phrases.drafts import DRAFTS
from connector.core.phrases.episode import EPISODE
from connector.core.phrases.foreign import FOREIGN
from connector.core.taxonomy import LANGUAGES

_MODULES: Final = {language: import_module(f"{__name__}.{language}") for language in LANGUAGES}

SENTENCES: Final[Mapping[str, Mapping[str, str]]] = {
    language: {**m.SENTENCES, **DRAFTS[language], **EPISODE[language]} for language, m in _MODULES.items()
}
KIND_NAMES: Final[Mapping[str, Mapping[str, str]]] = {language: m.KIND_NAMES for language, m in _MODULES.items()}
URGENCY_NAMES: Final[Mapping[str, Mapping[str, str]]] = {language: m.URGENCY_NAMES for language, m in _MODULES.items()}
EMOTION_NAMES: Final[Mapping[str, Mapping[str, str]]] = {language: m.EMOTION_NAMES for language, m in _MODULES.items()}
NEED_NAMES: Final[Mapping[str, Mapping[str, str]]] = {language: m.NEED_NAMES for language, m in _MODULES.items()}
ROUTES: Final[Mapping[str, Mapping[str, str]]] = {language: m.ROUTES for language, m in _MODULES.items()}
NEXT_STEPS: Final[Mapping[str, Mapping[str, str]]] = {language: m.NEXT_STEPS for language, m in _MODULES.items()}
LANGUAGE_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    language: {**FOREIGN[language], **m.LANGUAGE_NAMES} for language, m in _MODULES.items()
}
STOP_NAMES: Final[Mapping[str, Mapping[str, str]]] = {language: m.STOP_NAMES for language, m in _MODULES.items()}
DOUBTS: Final[Mapping[str, Mapping[str, str]]] = {language: m.DOUBTS for language, m in _MODULES.items()}
LEFT: Final[Mapping[str, Mapping[str, str]]] = {language: m.LEFT for language, m in _MODULES.items()}
REFUSALS: Final[Mapping[str, Mapping[str, str]]] = {language: m.REFUSALS for language, m in _MODULES.items()}
