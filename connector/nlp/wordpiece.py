"""WordPiece as the encoder was trained with: lower case, no accents, greedy longest match (Devlin et al., BERT, 2019).

Our own because the library for it brings an HTTP client along, and this product promises to open no connection but the
helpdesk's; a test holds its ids to the library's.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

UNKNOWN: Final = "[UNK]"
START: Final = "[CLS]"
END: Final = "[SEP]"
_LONGEST_WORD: Final = 100
#: Chinese, Japanese and Korean ideographs stand alone, as in the reference implementation.
_IDEOGRAPHS: Final = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one text: their ids, start and end mark included, and for each the span of its word (-1, -1 for marks)."""

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


class WordPiece:
    """Splits texts into the pieces of one vocabulary. Linear in the length of the text."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._unknown = vocabulary[UNKNOWN]
        self._split_word = lru_cache(maxsize=50_000)(self._pieces)

    def split(self, text: str, most: int) -> Pieces:
        """Return at most ``most`` pieces of ``text``, both marks included."""
        ids = [self._vocabulary[START]]
        spans = [(-1, -1)]
        for start, end, word in _words(text):
            for piece in self._split_word(word):
                ids.append(piece)
                spans.append((start, end))
            if len(ids) >= most:
                break
        return Pieces((*ids[: most - 1], self._vocabulary[END]), (*spans[: most - 1], (-1, -1)))

    def _pieces(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST_WORD:
            return (self._unknown,)
        pieces = []
        at = 0
        while at < len(word):
            end = len(word)
            while end > at:
                piece = self._vocabulary.get(word[at:end] if at == 0 else f"##{word[at:end]}")
                if piece is not None:
                    break
                end -= 1
            else:
                return (self._unknown,)
            pieces.append(piece)
            at = end
        return tuple(pieces)


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end in ``text`` and the plain form of every word and mark of punctuation."""
    start, word = 0, ""
    for at, character in enumerate(text):
        plain, stands_alone = _plain(character)
        if plain == " " or stands_alone:
            if word:
                yield start, at, word
            word = ""
            if stands_alone:
                yield at, at + 1, plain
        elif plain:
            if not word:
                start = at
            word += plain
    if word:
        yield start, len(text), word


@lru_cache(maxsize=20_000)
def _plain(character: str) -> tuple[str, bool]:
    """Return the lower-case form without accents (a space for white space, nothing for controls) and whether it stands alone."""
    category = unicodedata.category(character)
    if character in " \t\n\r" or category == "Zs":
        return " ", False
    if character in "\0\ufffd" or category.startswith("C"):
        return "", False
    code = ord(character)
    if any(first <= code <= last for first, last in _IDEOGRAPHS):
        return character, True
    decomposed = unicodedata.normalize("NFD", character.lower())
    plain = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    is_ascii_mark = code < 128 and not character.isalnum()
    return plain, is_ascii_mark or category.startswith("P")
