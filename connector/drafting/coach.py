"""The coach: reads a reply that a person is writing and says what may hurt or be missing. It never sends, never scores and keeps nothing.

Naming the concrete matter, and one acknowledgement instead of many, is what readers feel as being heard; claimed feelings are not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from connector.core.assessment import Assessment
from connector.core.promises import find_promises, sentences
from connector.core.story import Story
from connector.core.taxonomy import LANGUAGES
from connector.drafting.coach_phrases import ADVICE, ASKS_FIGURE, COMMON, HEARD, LEADS_ON, NAMES_TIME

_MOST_OF_A_CODE: Final = 2
_MOST_WORDS_IN_DISTRESS: Final = 120
_CLEARLY: Final = 2
_HEAVY: Final = ("distress", "sadness_grief")
_LONGEST_QUOTE: Final = 160
#: Words are compared by how they begin: “refund” answers “refunded”.
_STEM: Final = 5
_WORD: Final = re.compile(r"\w{4,}")
_FIGURE: Final = re.compile(r"\d")
#: Who only says thanks needs no next step.
_LEADS_NOWHERE: Final = frozenset({"thanks_close", "feedback", "noise"})
_STRAIGHT: Final = str.maketrans("’‘`´", "''''")
#: Whether something is promised does not depend on the day.
_SOME_DAY: Final = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to look at: its code, the words it is about, verbatim, and a sentence of advice in the language of the staff.

    The words are the reply's; with ``question_open`` the customer's; empty where something is missing altogether.
    """

    code: str
    quote: str
    advice: str


def review(reply: str, story: Story, assessment: Assessment, language: str) -> tuple[Hint, ...]:
    """Return what to look at in a reply before it is sent, in the order of the reply; nothing where nothing was found.

    ``story`` holds the customer's questions, ``language`` is that of the staff. The reply is taken to be in the customer's language, or in
    English where that is not one of the seven.
    """
    spoken = assessment.language if assessment.language in LANGUAGES else "en"
    advice = ADVICE[language if language in LANGUAGES else "en"]
    found = [*_heard(reply, spoken), *_open_questions(reply, story, spoken), *_missing(reply, assessment, spoken)]
    if _is_long_for_the_heavy_hearted(reply, assessment):
        found.append(("too_long", ""))
    return tuple(Hint(code, quote, advice[code]) for code, quote in found)


def _heard(reply: str, language: str) -> Iterator[tuple[str, str]]:
    """What its words say: the second apology on, claimed feelings, blame, words of the trade."""
    patterns = _patterns(language)
    seen: dict[str, int] = {}
    for sentence in sentences(reply):
        plain = _plain(sentence)
        for code, pattern in patterns.items():
            times = len(pattern.findall(plain)) if code == "apology" else bool(pattern.search(plain))
            before = seen.get(code, 0)
            seen[code] = before + times
            if code == "apology":
                if before <= 1 < seen[code]:
                    yield "many_apologies", sentence[:_LONGEST_QUOTE]
            elif times and before < _MOST_OF_A_CODE:
                yield code, sentence[:_LONGEST_QUOTE]


def _open_questions(reply: str, story: Story, language: str) -> Iterator[tuple[str, str]]:
    """Questions of which the reply takes up no word; a question after a time or a number is answered by one."""
    plain = _plain(reply)
    answered = _stems(plain, language)
    names_figure = bool(_FIGURE.search(plain) or re.search(NAMES_TIME[language], plain))
    for question in story.questions:
        asked = _plain(question)
        stems = _stems(asked, language)
        is_answered = names_figure if re.search(ASKS_FIGURE[language], asked) else bool(stems & answered)
        if stems and not is_answered:
            yield "question_open", question[:_LONGEST_QUOTE]


def _missing(reply: str, assessment: Assessment, language: str) -> Iterator[tuple[str, str]]:
    """A reply that leads nowhere, or promises something without a time."""
    if assessment.primary in _LEADS_NOWHERE or not reply.strip():
        return
    plain = _plain(reply)
    if re.search(NAMES_TIME[language], plain):
        return
    promises = list(find_promises(reply, _SOME_DAY, language))
    if not promises and not re.search(LEADS_ON[language], plain):
        yield "no_next_step", ""
    elif promises:
        yield "no_time", promises[-1].quote[:_LONGEST_QUOTE]


def _is_long_for_the_heavy_hearted(reply: str, assessment: Assessment) -> bool:
    is_heavy = any(assessment.emotions.get(emotion, 0) >= _CLEARLY for emotion in _HEAVY)
    return is_heavy and len(reply.split()) > _MOST_WORDS_IN_DISTRESS


def _stems(plain: str, language: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(plain) if word not in COMMON[language]}


def _plain(text: str) -> str:
    return text.lower().translate(_STRAIGHT)


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    return {code: re.compile(pattern) for code, pattern in HEARD[language].items()}
