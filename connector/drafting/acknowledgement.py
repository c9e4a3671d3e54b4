"""One acknowledgement, as strong as the feeling in the ticket and made of facts alone. The feeling itself is left to people.

Naming the actual item and step makes customers feel listened to; a machine that claims to feel does not. So these words
say what happened (“You have waited nine days and written twice.”) and never that somebody understands or is sorry. Where a
feeling is strong a machine is silent, and the note asks the person who sends the draft for words of their own.
"""

from dataclasses import dataclass
from typing import Final

from connector.core.assessment import Assessment
from connector.core.ticket import Ticket
from connector.drafting.acknowledgement_words import (
    LEAD_INS,
    MATTERS,
    TIMES,
    UNITS,
    WAITED,
    WAITED_AND_WRITTEN,
    WRITTEN,
    matter_of,
)
from connector.drafting.promises import ORDER_NUMBER
from connector.drafting.waiting import NUMBERS, Wait, waited, written
from connector.nlp.text import Reading

#: From this strength on a person finds the words.
TOO_STRONG: Final = 3
_SENTENCE_STRENGTH: Final = 2
#: Feelings that ask for no acknowledgement.
_WELCOME: Final = frozenset({"neutral", "gratitude_relief"})


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of this ticket: all of it stands in it or was counted in it."""

    wait: Wait | None
    times: int
    order: str
    product: str
    matter: str


def strength(assessment: Assessment) -> int:
    """Return how strong the strongest feeling is that asks for an answer, 0 to 3."""
    return max((value for feeling, value in assessment.emotions.items() if feeling not in _WELCOME), default=0)


def acknowledge(ticket: Ticket, reading: Reading, assessment: Assessment, product: str = "") -> str:
    """Return half a sentence that leads in to the answer, a whole one, or nothing where no feeling asks for it or one too strong.

    For strength 2 without a length of time or a second message there is no sentence to make of facts, and a half one serves.
    """
    felt = strength(assessment)
    language = assessment.language
    if not 0 < felt < TOO_STRONG or language not in LEAD_INS:
        return ""
    facts = _facts(ticket, reading, assessment, product)
    if felt >= _SENTENCE_STRENGTH and (sentence := _sentence(facts, language)):
        return sentence
    return _lead_in(facts, language)


def _sentence(facts: _Facts, language: str) -> str:
    length = _length(facts.wait, language) if facts.wait else ""
    times = _times(facts.times, language)
    is_many = bool(facts.wait and facts.wait.number > 1)
    if length and times:
        return WAITED_AND_WRITTEN[language][is_many].format(length=length, times=times)
    if length:
        return WAITED[language][is_many].format(length=length)
    return WRITTEN[language].format(times=times) if times else ""


def _lead_in(facts: _Facts, language: str) -> str:
    matter = MATTERS[language][facts.matter]
    if facts.order:
        matter = f"{MATTERS[language]['order']} {facts.order}"
    elif facts.product:
        matter = f"{matter} ({facts.product})"
    return LEAD_INS[language].format(matter=matter)


def _facts(ticket: Ticket, reading: Reading, assessment: Assessment, product: str) -> _Facts:
    return _Facts(
        wait=waited(ticket, reading.own, assessment.language),
        times=written(ticket),
        order=_order(reading.text),
        product=product,
        matter=matter_of(assessment.primary),
    )


def _order(text: str) -> str:
    """The number of the one order the customer names; with several, none, because a wrong one is worse."""
    numbers = dict.fromkeys(found[1] or found[0] for found in ORDER_NUMBER.finditer(text))
    return next(iter(numbers)) if len(numbers) == 1 else ""


def _length(wait: Wait, language: str) -> str:
    one, many = UNITS[language][wait.unit]
    if wait.number == 1:
        return one
    return many.format(number=_word(wait.number, language, is_masculine=wait.unit != "week"))


def _times(count: int, language: str) -> str:
    """“Twice”, “three times”; nothing for once, which is no matter."""
    if count < 2:
        return ""
    special = TIMES[language][count - 2] if count - 2 < len(TIMES[language]) - 1 else ""
    return special or TIMES[language][-1].format(number=_word(count, language, is_masculine=False))


def _word(number: int, language: str, *, is_masculine: bool) -> str:
    if number > len(NUMBERS[language]):
        return str(number)
    return "dois" if language == "pt" and number == 2 and is_masculine else NUMBERS[language][number - 1]
