"""The product a customer writes about, by the name that both they and the account's own answers use."""

import re
from collections.abc import Sequence
from typing import Final

from connector.core.draft import Source
from connector.nlp.common_words import COMMON, without_accents

#: Capitals within a sentence, up to three words in a row: behind a small letter, a digit or a comma and a space.
_NAME: Final = re.compile(
    r"(?:(?<=[^\W_A-ZÀ-Þ]\s)|(?<=\w,\s))([A-ZÀ-Þ][^\W\d_]{2,20}(?: [A-ZÀ-Þ][^\W\d_]{2,20}){0,2})(?![\w@.-]\w)"
)
#: A name that stands in more than this share of the answers is the business's own or says nothing.
_TOO_USUAL: Final = 0.34
_FEW: Final = 2
#: In German every noun has a capital, so that only what other languages write in the same way is a name.
_CAPITAL_NOUNS: Final = frozenset({"de"})


def named_product(own: str, language: str, sources: Sequence[Source]) -> str:
    """Return the one name that the customer's words and few of the answers share, or nothing where there is none or several.

    Where all nouns have capitals, the account needs answers in another language that hold the name as well.
    """
    spoken = [f"{source.title} {source.body}" for source in sources if source.language[:2] == language]
    usual = max(_FEW, _TOO_USUAL * len(spoken))
    names = {name for name in _NAME.findall(own) if not name.isupper() and language not in COMMON.get(without_accents(name), ())}
    names = {name for name in names if 0 < sum(_stands(name, text) for text in spoken) <= usual}
    if language in _CAPITAL_NOUNS:
        names = {n for n in names if any(s.language[:2] not in {"", language} and _stands(n, s.body) for s in sources)}
    return names.pop() if len(names) == 1 else ""


def _stands(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
