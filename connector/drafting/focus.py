"""What a message asks: the sentences that are questions, or all of it where none is marked as one."""

import re
from typing import Final

_SENTENCE: Final = re.compile(r"[^.!?…\n]+[.!?…]*")
_WORDS: Final = re.compile(r"\w+")
#: Numbers of orders, customers and telephones stand in no answer and say nothing of what is asked; E27 and 60x40 do.
_NUMBER: Final = re.compile(r"(?<![\w-])[\w-]{0,12}\d{3,}[\w-]{0,12}(?![\w-])")
#: “Why?” alone asks nothing that an article answers.
_FEWEST_WORDS: Final = 3
_MOST: Final = 6


def without_numbers(text: str) -> str:
    """Return the text without the numbers that no answer speaks of. Linear in the length."""
    return _NUMBER.sub(" ", text)


def asking_parts(text: str) -> tuple[str, ...]:
    """Return up to six questions of a text in their order, else the whole text, else nothing. Linear in the length."""
    sentences = (found[0].strip().lstrip("¿").strip() for found in _SENTENCE.finditer(text) if "?" in found[0])
    questions = dict.fromkeys(sentence for sentence in sentences if len(_WORDS.findall(sentence)) >= _FEWEST_WORDS)
    whole = text.strip()
    return tuple(questions)[:_MOST] or ((whole,) if _WORDS.search(whole) else ())
