"""What of the customer's trouble an answer should name before anything else: waits, repeats, broken promises, losses.

On a sensitive ticket it says what to acknowledge and offers no words for the customer: the feeling is a person's to give. Elsewhere it
offers one sentence that names facts and claims no feeling.
"""

from typing import Final

from connector.core.brief import Handover
from connector.core.brief_phrases import ADAPTABLE, BRIEF, say_day, say_times
from connector.core.promises import Promise
from connector.core.words import Words

#: Where a plan for safety comes first, nobody is told what to say.
_FOLLOWS_A_PLAN: Final = frozenset({"self_harm", "danger"})
#: Losses that are named as such. Of the others a colleague knows by their kind what to do.
_LOSSES: Final = frozenset({"bereavement", "health", "hardship", "injury_safety", "scam_fraud", "discrimination"})
_REPEATED: Final = 2


def acknowledgement(told: Handover, say: Words) -> list[str]:
    """What to acknowledge, in the language of the staff, and for ordinary tickets a sentence to adapt. At most two lines."""
    facts = _facts(told, say)
    if not facts or not told.is_for_a_person_to_answer or _FOLLOWS_A_PLAN.intersection(told.sensitive_kinds):
        return []
    lines = BRIEF[say.language]
    if told.sensitive_kinds:
        return [lines["acknowledge_own"].format(facts="; ".join(facts))]
    sentence = adaptable_sentence(told)
    return [
        lines["acknowledge"].format(facts="; ".join(facts)),
        *([lines["sentence"].format(sentence=sentence)] if sentence else []),
    ]


def adaptable_sentence(told: Handover) -> str:
    """A sentence for the customer, in their language, or nothing: on sensitive tickets, without facts, and in a language not known."""
    language, story = told.assessment.language, told.background.story
    if told.sensitive_kinds or language not in ADAPTABLE:
        return ""
    parts = []
    if story.since and story.contacts >= _REPEATED:
        day = say_day(story.since, told.today, language)
        parts.append(ADAPTABLE[language]["written"].format(times=say_times(story.contacts, language), day=day))
    if (broken := _last_passed(told)) is not None and broken.due is not None:
        days = {"day": say_day(broken.made_on, told.today, language), "due": say_day(broken.due, told.today, language)}
        parts.append(ADAPTABLE[language]["promise"].format(quote=" ".join(broken.quote.split()), **days))
    return " ".join(parts)


def _facts(told: Handover, say: Words) -> list[str]:
    story, lines = told.background.story, BRIEF[say.language]
    facts = [say.kind(kind) for kind in told.sensitive_kinds[:1] if kind in _LOSSES]
    if story.since and story.contacts >= _REPEATED:
        day = say_day(story.since, told.today, say.language)
        facts.append(lines["fact_written"].format(times=say_times(story.contacts, say.language), day=day))
    if (broken := _last_passed(told)) is not None and broken.due is not None:
        facts.append(lines["fact_promise"].format(due=say_day(broken.due, told.today, say.language)))
    return facts


def _last_passed(told: Handover) -> Promise | None:
    """The last promise whose day is over."""
    return next((p for p in reversed(told.background.story.promises) if p.has_passed(told.today)), None)
