"""Scripts: most of the world's are written in one language or a few, which settles what no statistics need to."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

#: First and last character of a script, and the languages that customers write in it; one alone is sure.
_SCRIPTS: Final[Sequence[tuple[int, int, tuple[str, ...]]]] = (
    (0x0370, 0x03FF, ("el",)), (0x1F00, 0x1FFF, ("el",)), (0x0400, 0x052F, ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg")),
    (0x0530, 0x058F, ("hy",)), (0x0590, 0x05FF, ("he",)), (0x0600, 0x06FF, ("ar", "fa", "ur", "ps", "sdh", "ug")),
    (0x0900, 0x097F, ("hi", "mr", "ne")), (0x0980, 0x09FF, ("bn", "as")), (0x0A00, 0x0A7F, ("pa",)), (0x0A80, 0x0AFF, ("gu",)),
    (0x0B00, 0x0B7F, ("or",)), (0x0B80, 0x0BFF, ("ta",)), (0x0C00, 0x0C7F, ("te",)), (0x0C80, 0x0CFF, ("kn",)), (0x0D00, 0x0D7F, ("ml",)),
    (0x0D80, 0x0DFF, ("si",)), (0x0E00, 0x0E7F, ("th",)), (0x0E80, 0x0EFF, ("lo",)), (0x1000, 0x109F, ("my",)), (0x10A0, 0x10FF, ("ka",)),
    (0x1200, 0x137F, ("am",)), (0x1780, 0x17FF, ("km",)), (0x1100, 0x11FF, ("ko",)), (0xAC00, 0xD7AF, ("ko",)), (0x3040, 0x30FF, ("ja",)),
    (0x3400, 0x9FFF, ("zh",)), (0xF900, 0xFAFF, ("zh",)), (0x20000, 0x2FA1F, ("zh",)),
)  # fmt: skip
#: Letters that only one language of its script uses, so that a short text is settled by one of them.
_OWN_LETTERS: Final = {
    "uk": "іїєґ", "be": "ў", "ru": "ыэё", "sr": "ђћ", "mk": "ѓќѕ", "kk": "әғқңұһ", "fa": "پژگچ", "ur": "ٹڈڑےں",
}  # fmt: skip
#: Where letters of both are used, the first is meant: Ukrainian has no “ы”, Belarusian both “і” and “ў”, Urdu the letters of Persian.
_STRONGER: Final = ("be", "uk", "kk", "ur", "fa", "sr", "mk", "ru")
#: Languages that share a script, which is where statistics are needed.
SHARING: Final = tuple(sorted({code for _, _, codes in _SCRIPTS if len(codes) > 1 for code in codes}))
_FIRST: Final = 0x0370
_SHARE: Final = 0.5
#: One sign of these says as much as several letters.
_SIGNS: Final = ("zh", "ja", "ko")
_LETTERS_OF_SIGN: Final = 3


def languages_by_script(text: str) -> tuple[str, ...]:
    """Return the languages that most of the letters leave open, or nothing where they are Latin or too few."""
    letters = [c for c in text.casefold() if c.isalpha()]
    counts: Counter[tuple[str, ...]] = Counter()
    for letter in letters:
        if languages := _languages(ord(letter)):
            counts[languages] += _LETTERS_OF_SIGN if languages[0] in _SIGNS else 1
    if not counts:
        return ()
    languages, count = counts.most_common(1)[0]
    if ("ja",) in counts and languages == ("zh",):
        languages, count = ("ja",), counts["ja",] + counts["zh",]
    if count < _SHARE * len(letters):
        return ()
    if len(languages) > 1:
        present = set(letters)
        sure = next((code for code in _STRONGER if code in languages and present & set(_OWN_LETTERS[code])), None)
        return (sure,) if sure else languages
    return languages


def _languages(point: int) -> tuple[str, ...]:
    if point < _FIRST:
        return ()
    return next((languages for first, last, languages in _SCRIPTS if first <= point <= last), ())
