"""What the coach listens for in a reply, and what it says of it to the colleague, in seven languages.

All patterns are regular expressions for text in lower case with straight apostrophes. ``ADVICE`` is one plain sentence for each code, in the
language of the staff; every language has the same codes.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Final

from connector.core.taxonomy import LANGUAGES

_MODULES: Final = {language: import_module(f"{__name__}.{language}") for language in LANGUAGES}

ADVICE: Final[Mapping[str, Mapping[str, str]]] = {language: m.ADVICE for language, m in _MODULES.items()}
#: Code → what is found in a reply by its words alone. An apology counts from the second on.
HEARD: Final[Mapping[str, Mapping[str, str]]] = {language: m.HEARD for language, m in _MODULES.items()}
#: What says that something was done, is done now, or is asked of the customer: the reply leads on.
LEADS_ON: Final[Mapping[str, str]] = {language: m.LEADS_ON for language, m in _MODULES.items()}
#: A time for something; figures alone are not.
NAMES_TIME: Final[Mapping[str, str]] = {language: m.NAMES_TIME for language, m in _MODULES.items()}
#: A question after a time or a number, which a figure answers.
ASKS_FIGURE: Final[Mapping[str, str]] = {language: m.ASKS_FIGURE for language, m in _MODULES.items()}
#: Long words that are in every question and answer none.
COMMON: Final[Mapping[str, frozenset[str]]] = {language: frozenset(m.COMMON.split()) for language, m in _MODULES.items()}
