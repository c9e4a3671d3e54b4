"""Which words of a question tell what it is about, and whether an answer speaks of it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final

from connector.core.draft import Source
from connector.core.taxonomy import LANGUAGES
from connector.nlp.common_words import COMMON, without_accents
from connector.nlp.question_words import DETERMINER, PLACE, UNTELLING

_WORD: Final = re.compile(r"[^\W\d_]+")
_NOUN: Final = re.compile(rf"(?:{DETERMINER})([^\W\d_]+)", re.IGNORECASE)
_NAME: Final = re.compile(r"(?<=[^\W_] |, )([A-ZÀ-Þ][^\W\d_]+)")
#: So many letters at the beginning of a word are taken for its stem. Fewer have to be the same in question and title, or where a
#: question has several such words: “parking nearby” is answered by “car park”.
_STEM: Final = 5
_MATCHING: Final = 4
_FEWEST_LETTERS: Final = 4
#: A word in more of the answers than this tells none of them from the others. Share, and the number that is always few.
_USUAL: Final = 0.34
_FEW: Final = 2
#: A title says what an answer is about, its text only what it speaks of.
_IN_TITLE: Final = 2


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

    def words(self, question: str, *, is_request: bool = False) -> frozenset[str]:
        """Return the stems of the telling words; empty for “what should I do now?”. A request tells by its verb too, and so by any word."""
        question = PLACE.sub(" ", question)
        stems = _stems(question) - self._usual - _UNTELLING_STEMS
        uncommon = stems - self._common
        if is_request and uncommon:
            return stems
        seen = _stems(" ".join(_NAME.findall(question))) | self.things(" ".join(_NOUN.findall(question)))
        return uncommon | (stems & seen)

    def things(self, words: str) -> frozenset[str]:
        """Return the stems of the words that stand in a title: what an answer may be about, however common."""
        return self._titled & _stems(words)

    def weight(self, source: Source, asked: frozenset[str]) -> int:
        """Return how much an answer speaks of these words, more where its title does; 0 for one that holds none of them."""
        title, text = self._held.get(source.ref) or (_stems(source.title), _stems(f"{source.title} {source.body}"))
        length = _STEM if len(asked) == 1 else _MATCHING
        in_title = _shortened(asked, _MATCHING) & _shortened(title, _MATCHING)
        in_text = _shortened(asked, length) & _shortened(text, length)
        return max(_IN_TITLE * len(in_title), len(in_title) + len(in_text))

    def passages(self, passages: Sequence[str], asked: frozenset[str]) -> set[int]:
        """Return the places of the passages that hold one of these words that not most of them hold."""
        held = [_stems(passage) & asked for passage in passages]
        counts = Counter(chain.from_iterable(held))
        return {at for at, stems in enumerate(held) if any(2 * counts[stem] <= max(len(passages), 2) for stem in stems)}


def _shortened(stems: frozenset[str], length: int) -> frozenset[str]:
    return frozenset(stem[:length] for stem in stems)


def _stems(text: str) -> frozenset[str]:
    words = (without_accents(word) for word in _WORD.findall(text))
    return frozenset(word[:_STEM] for word in words if len(word) >= _FEWEST_LETTERS)


def _common_stems() -> Mapping[str, frozenset[str]]:
    return {
        language: frozenset(
            word[:_STEM] for word, spoken in COMMON.items() if language in spoken and len(word) >= _FEWEST_LETTERS
        )
        for language in LANGUAGES
    }


_COMMON_STEMS: Final = _common_stems()
_UNTELLING_STEMS: Final = frozenset(word[:_STEM] for word in UNTELLING if len(word) >= _FEWEST_LETTERS)
