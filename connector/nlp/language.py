"""Which language a text is in. Too short to be sure is ``und``, which sends the ticket to a person.

py3langid (BSD-3, numpy alone) judges the letters. Where a text is short it errs, so the commonest words of our seven languages
speak beside it; below what both can tell, the account's or requester's language decides where there is one. Measured on 8289
messages, subjects and sentences of one to six words of our own tickets, without a prior: 26 are taken for another language and
1807 stay unknown, of which 1419 have one or two words; by the letters alone it was 203 and 1982.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from connector.core.assessment import UNKNOWN_LANGUAGE
from connector.core.taxonomy import LANGUAGES
from connector.nlp.common_words import COMMON, without_accents
from connector.nlp.scripts import SHARING, languages_by_script

#: Languages that are told apart by their letters; the supported seven and those that customers in Europe may also write.
_OTHERS: Final = (
    "pl",
    "sv",
    "da",
    "no",
    "fi",
    "cs",
    "sk",
    "hu",
    "ro",
    "tr",
    "hr",
    "sl",
    "et",
    "lv",
    "lt",
    "ca",
    "eu",
    "sq",
    "is",
    "vi",
    "id",
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
#: Addresses, numbers of orders and names of files are of no language.
_NO_WORDS: Final = re.compile(r"\S*(?:@|://|www\.|\d)\S*|\b\w+\.(?:com|net|org|de|fr|es|it|nl|pt|eu|co|pdf|jpe?g|png)\b")
#: Letters that one of the seven alone uses.
_OWN_LETTERS: Final = {"ß": "de", "¿": "es", "¡": "es", "ñ": "es", "ã": "pt", "õ": "pt", "œ": "fr"}
#: How much a common word speaks for its language, by how many languages share it.
_WORD_WEIGHT: Final = {1: 1.8, 2: 1.4, 3: 1.1, 4: 0.8, 5: 0.6}
#: Customers write in the seven far more often than in any other: what looks foreign needs this much more.
_RARE: Final = 2.5
_UNLIKELY: Final = 1e-9
#: By how much (natural logarithm) the best language must lead, by the number of words; with and without a common word of it.
#: So that at most one in a hundred of our own tickets' sentences of that length is taken for another language.
_LEAD: Final = {1: 1.2, 2: 1.0, 3: 0.7, 4: 0.5}
_LEAD_UNHEARD: Final = {1: 2.5, 2: 2.0, 3: 1.5, 4: 1.2, 5: 0.8}
_LEAD_LONG: Final = 0.3
_FEW_WORDS: Final = 5
#: A prior decides only where the text itself does not speak against it by this much.
_AGAINST: Final = 2.0
_MOST_LETTERS: Final = 4000
#: A text is in two languages where sentences of at least so many words are surely in a second one, and are a good part of it.
_PARTS: Final = re.compile(r"(?<=[.!?…。！？])\s+|\n+")
_FEWEST_WORDS_OF_PART: Final = 4
_LEAD_OF_PART: Final = 2.5
#: Chinese, Japanese and Thai put no spaces between words.
_LETTERS_OF_WORD: Final = 4
_FEWEST_WORDS_OF_SECOND: Final = 5
_SHARE_OF_SECOND: Final = 0.15


@dataclass(frozen=True, slots=True)
class Languages:
    """The main language of a text, and a second one that much of it is in, or an empty string."""

    main: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class _Ranking:
    """How the languages score for one text, best first, and how many words it has."""

    scores: tuple[tuple[str, float], ...]
    words: int
    #: Whether a word or letter of it is of the best language and not of the second.
    is_heard: bool

    @property
    def lead(self) -> float:
        """By how much the best is ahead: of the second, or of the seven where it is none of them. Danish or Norwegian is no matter."""
        (best, score), *others = self.scores
        return score - next(other for code, other in others if best in LANGUAGES or code in LANGUAGES)

    @property
    def is_sure(self) -> bool:
        """Whether the lead is enough for so few words."""
        leads = _LEAD if self.is_heard else _LEAD_UNHEARD
        return self.lead >= leads.get(self.words, _LEAD_LONG)


@cache
def _identifier() -> LanguageIdentifier:
    """The model with the candidates alone: the whole of it holds three times as many languages, and as much memory."""
    whole = LanguageIdentifier.from_model_file(MODEL_FILE)
    whole.set_languages([code for code in dict.fromkeys(LANGUAGES + _OTHERS + SHARING) if code in set(whole.labels)])
    return LanguageIdentifier(
        np.ascontiguousarray(whole.nb_ptc), whole.nb_pc, whole.nb_classes, whole.tk_nextmove, whole.tk_output, norm_probs=True,
        tk_row=whole.tk_row,
    )  # fmt: skip


def identify_language(text: str, prior: str = "") -> str:
    """Return the ISO 639-1 code of the main language, or ``und``. ``prior`` is what the helpdesk or the account believes."""
    return identify_languages(text, prior).main


def identify_languages(text: str, prior: str = "") -> Languages:
    """Return the main language of a text and the second one, where much of the text is in another."""
    text = text[:_MOST_LETTERS]
    whole = _language_of(text, prior)
    parts = _PARTS.split(text)
    if len(parts) == 1:
        return Languages(whole)
    spoken: Counter[str] = Counter()
    words = 0
    for part in parts:
        code, length, is_sure = _part(part, whole)
        words += length
        if is_sure:
            spoken[code] += length
    if not spoken or 2 * spoken.total() < words:
        return Languages(whole)
    (main, _), *others = spoken.most_common()
    second, length = others[0] if others else ("", 0)
    return Languages(main, second if length >= max(_FEWEST_WORDS_OF_SECOND, _SHARE_OF_SECOND * spoken.total()) else "")


def _part(text: str, whole: str) -> tuple[str, int, bool]:
    """The language of a sentence, its words, and whether that is sure enough within a text that as a whole is in another."""
    if languages_by_script(text):
        return _language_of(text), max(len(text.split()), len(text) // _LETTERS_OF_WORD), True
    words = len(_WORD.findall(_NO_WORDS.sub(" ", text)))
    ranking = _rank(text) if words >= _FEWEST_WORDS_OF_PART else None
    if ranking is None:
        return UNKNOWN_LANGUAGE, words, False
    code = ranking.scores[0][0]
    is_sure = ranking.is_sure if code == whole else ranking.lead >= _LEAD_OF_PART
    return code, words, is_sure


def _language_of(text: str, prior: str = "") -> str:
    believed = prior[:2].casefold()
    if scripted := languages_by_script(text):
        return next(str(code) for code, _ in _identifier().rank(text) if code in scripted) if len(scripted) > 1 else scripted[0]
    ranking = _rank(text)
    if ranking is None:
        return believed if believed and any(c.isalpha() for c in text) else UNKNOWN_LANGUAGE
    if ranking.is_sure:
        return ranking.scores[0][0]
    if believed and ranking.words < _FEW_WORDS:
        behind = ranking.scores[0][1] - dict(ranking.scores).get(believed, -math.inf)
        return believed if behind < _AGAINST else UNKNOWN_LANGUAGE
    return UNKNOWN_LANGUAGE


def _rank(text: str) -> _Ranking | None:
    """Score the languages of a text in Latin letters, or nothing where it has no words."""
    text = _NO_WORDS.sub(" ", text[:_MOST_LETTERS])
    words = [without_accents(word).replace("’", "'") for word in _WORD.findall(text)]
    if not words:
        return None
    chances = dict(_identifier().rank(text))
    scores = {code: math.log(max(float(chances[code]), _UNLIKELY)) for code in LANGUAGES + _OTHERS if code in chances}
    for code in scores.keys() - set(LANGUAGES):
        scores[code] -= _RARE
    heard = [frozenset(COMMON[word]) for word in words if word in COMMON]
    heard += [frozenset({code}) for letter, code in _OWN_LETTERS.items() if letter in text.casefold()]
    for speakers in heard:
        for code in speakers:
            scores[code] += _WORD_WEIGHT.get(len(speakers), 0.0)
    (best, _), (second, _), *_ = ranked = sorted(scores.items(), key=lambda item: -item[1])
    is_heard = any(best in speakers and second not in speakers for speakers in heard)
    return _Ranking(tuple(ranked), len(words), is_heard)
