"""Which words of a question tell what it is about, and whether an answer speaks of it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final

from connector.core.draft import Source
from connector.core.taxonomy import LANGUAGES
from connector.drafting.question_words import DETERMINER, PLACE, UNTELLING
from connector.nlp.common_words import COMMON, without_accents

_WORD: Final = re.compile(r"[^\W\d_]+")
_NOUN: Final = re.compile(rf"(?:{DETERMINER})([^\W\d_]+)", re.IGNORECASE)
_NAME: Final = re.compile(r"(?<=[^\W_] |, )([A-ZÀ-Þ][^\W\d_]+)")
#: So many letters at the beginning of a word are taken for its stem, and of one that stands alone for its matter, fewer:
#: “devuelvo” is answered by “devolver”.
_STEM: Final = 5
_SHORT_STEM: Final = 3
_FEWEST_LETTERS: Final = 4
#: A word in more of the answers than this tells none of them from the others. Share, and the number that is always few.
_USUAL: Final = 0.34
_FEW: Final = 2
#: A title says what an answer is about, its text only what it speaks of.
_IN_TITLE, _IN_TEXT = 2, 1


class Telling:
    """Tells the telling words of questions in one language beside the answers that may answer them.

    A word tells something when few of the answers hold it and it is not among the commonest of its language. Of the commonest
    those tell that are seen to be a thing: names, German nouns, and what follows “the” or “my” and stands in a title. “Warranty”
    is common with customers and says all about a question; “arrive” says nothing. Where somebody lives says nothing either.
    """

    def __init__(self, language: str, answers: Sequence[Source]) -> None:
        titles = [_stems(answer.title) for answer in answers]
        texts = [stems | _stems(answer.body) for answer, stems in zip(answers, titles, strict=True)]
        self._held = {answer.ref: stems for answer, stems in zip(answers, zip(titles, texts, strict=True), strict=True)}
        most = max(_FEW, _USUAL * len(answers))
        self._usual = frozenset(stem for stem, n in Counter(chain.from_iterable(texts)).items() if n > most)
        self._titled = frozenset(chain.from_iterable(titles)) - self._usual
        self._common = _COMMON_STEMS.get(language, frozenset())

    def words(self, question: str) -> frozenset[str]:
        """Return the stems of the telling words; empty for “what should I do now?”. A request without a question mark tells by any word."""
        question = PLACE.sub(" ", question)
        if "?" not in question and (told := _stems(question) - self._common - self._usual):
            return told | _stems(question) - self._usual
        things = self._titled & _stems(" ".join(_NOUN.findall(question)))
        return (_stems(question) - self._common | _stems(" ".join(_NAME.findall(question))) | things) - self._usual

    def weight(self, source: Source, asked: frozenset[str]) -> int:
        """Return how much an answer speaks of these words, more where its title does; 0 for one that holds none of them."""
        title, text = self._held.get(source.ref) or (_stems(source.title), _stems(f"{source.title} {source.body}"))
        if len(asked) == 1:
            asked, title, text = _shortened(asked), _shortened(title), _shortened(text)
        return sum(_IN_TITLE if word in title else _IN_TEXT for word in asked & text)

    def passages(self, passages: Sequence[str], asked: frozenset[str]) -> set[int]:
        """Return the places of the passages that hold one of these words that not most of them hold."""
        held = [_stems(passage) & asked for passage in passages]
        counts = Counter(chain.from_iterable(held))
        return {at for at, stems in enumerate(held) if any(2 * counts[stem] <= max(len(passages), 2) for stem in stems)}


def _shortened(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(stem[:_SHORT_STEM] for stem in stems)


def _stems(text: str) -> frozenset[str]:
    words = (without_accents(word) for word in _WORD.findall(text))
    return frozenset(word[:_STEM] for word in words if len(word) >= _FEWEST_LETTERS and word not in UNTELLING)


def _common_stems() -> Mapping[str, frozenset[str]]:
    return {
        language: frozenset(
            word[:_STEM] for word, spoken in COMMON.items() if language in spoken and len(word) >= _FEWEST_LETTERS
        )
        for language in LANGUAGES
    }


_COMMON_STEMS: Final = _common_stems()
