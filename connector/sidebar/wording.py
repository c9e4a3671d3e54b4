"""From what was kept of a ticket to the words of its page. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from connector.core.acknowledgement import acknowledgement
from connector.core.assessment import Assessment, in_percent
from connector.core.bounds import Standing
from connector.core.brief import Background, Handover, brief, wishes
from connector.core.disclosure import FOOTERS, PERSON_LINES, TEAM_LINES, Disclosure, fill
from connector.core.explanation import own_words, provenance, record
from connector.core.phrases import EMOTION_NAMES, NEED_NAMES, SENTENCES, URGENCY_NAMES
from connector.core.taxonomy import KINDS, LANGUAGES, Level, Urgency
from connector.core.words import Reason, Words
from connector.drafting.coach import review
from connector.sidebar.page import (
    Choices,
    CoachHint,
    Coaching,
    Corrected,
    DraftSource,
    DraftText,
    Emotion,
    KindChoice,
    Name,
    Reading,
    RunnerUp,
)

_DEFAULT_LANGUAGE: Final = "en"


def words_of(language: str) -> Words:
    """The words of this language, of English where it is none of ours. A region (``pt-BR``) does not matter."""
    short = language[:2].casefold()
    return Words(short if short in LANGUAGES else _DEFAULT_LANGUAGE)


def reading(assessment: Assessment, say: Words) -> Reading:
    """What the AI read."""
    runner_up = assessment.runner_up
    return Reading(
        kind=_kind(assessment.primary, say),
        also=tuple(_kind(kind, say) for kind in assessment.also),
        runner_up=runner_up
        and RunnerUp(key=runner_up, name=say.kind(runner_up), percent=in_percent(assessment.runner_up_confidence)),
        percent=in_percent(assessment.confidence),
        abstained=assessment.abstained,
        urgency=_urgency(assessment.urgency, say),
        stated_urgency=assessment.stated_urgency,
        emotions=tuple(
            Emotion(key=key, name=EMOTION_NAMES[say.language][key], strength=strength, quotes=assessment.quotes(f"emotion:{key}"))
            for key, strength in assessment.emotions.items()
            if key != "neutral"
        ),
        needs=tuple(NEED_NAMES[say.language][need] for need in assessment.vulnerability),
        quotes=own_words(assessment),
        language=say.language_name(assessment.language),
    )


def decided(
    decision: Mapping[str, Any], assessment: Assessment | None, standing: Standing, now: datetime, say: Words,
    *, is_own: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """What was decided, by the fields of the page. ``is_own`` says that an agent called the reply their own words."""
    level, why = Level(decision["level"]), _known(decision["reasons"], say)
    return {
        "level": int(level),
        "why": tuple(say.reasons(why)),
        "withheld": tuple(say.reasons(_known(decision["withheld"], say))),
        "group": decision["group"],
        "standing": record(standing, say),
        "brief": _brief(_handover(decision, assessment, why, now), say) if assessment and level is Level.L0 else (),
        "draft": _draft(decision["draft"], now, say, is_own=is_own) if decision["draft"] else None,
    }


def coached(reply: str, decision: Mapping[str, Any], assessment: Assessment, now: datetime, say: Words) -> Coaching:
    """What to acknowledge in this reply, and what to look at before it is sent."""
    told = _handover(decision, assessment, _known(decision["reasons"], say), now)
    hints = review(reply, told.background.story, assessment, say.language)
    return Coaching(
        suggestions=tuple(acknowledgement(told, say)),
        hints=tuple(CoachHint(code=hint.code, quote=hint.quote, advice=hint.advice) for hint in hints),
    )


def _handover(decision: Mapping[str, Any], assessment: Assessment, why: tuple[Reason, ...], now: datetime) -> Handover:
    return Handover(
        assessment=assessment,
        level=Level(decision["level"]),
        reasons=why,
        now=now,
        at_work=decision["at_work"],
        background=Background.from_dict(decision.get("background")),
    )


def _brief(told: Handover, say: Words) -> tuple[str, ...]:
    return (*wishes(told, say), *brief(told, say), *acknowledgement(told, say))


def corrected(said: Mapping[str, str]) -> Corrected:
    """What colleagues set."""
    kind = said.get("kind", "")
    return Corrected(
        kind=kind if kind in KINDS else None,
        group=said.get("group"),
        urgency=said.get("urgency"),
        needs_person=True if said.get("needs_person") == "true" else None,
    )


def choices(groups: Sequence[Sequence[str]], say: Words) -> Choices:
    """What can be chosen, in the agent's language."""
    vocabulary = _vocabulary(say.language)
    return vocabulary.model_copy(update={"groups": group_names(groups)})


def group_names(groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The names of the groups, sorted as people sort them."""
    return tuple(sorted((name for _, name in groups), key=str.casefold))


@cache
def _vocabulary(language: str) -> Choices:
    say = Words(language)
    return Choices(
        kinds=tuple(KindChoice(key=kind.key, name=say.kind(kind.key), tier=kind.tier) for kind in KINDS.values()),
        groups=(),
        urgencies=tuple(_urgency(urgency, say) for urgency in Urgency),
    )


def _kind(key: str, say: Words) -> Name:
    return Name(key=key, name=say.kind(key))


def _urgency(urgency: Urgency, say: Words) -> Name:
    return Name(key=urgency.name, name=URGENCY_NAMES[say.language][urgency.name])


def _known(pairs: Sequence[Sequence[str]], say: Words) -> tuple[Reason, ...]:
    """The reasons; one that an earlier version kept and this one has no words for is passed over."""
    return tuple(Reason(code, about) for code, about in pairs if code in SENTENCES[say.language])


def _draft(kept: Mapping[str, Any], now: datetime, say: Words, *, is_own: bool) -> DraftText:
    language = kept["language"]
    unfilled = kept.get("notice") or FOOTERS[language]
    return DraftText(
        text=kept["text"],
        language=language,
        state=Disclosure.AI_DRAFTED,
        notice=fill(unfilled, language),
        notice_named=unfilled,
        person_line=TEAM_LINES[language],
        person_line_named=PERSON_LINES[language],
        is_own=is_own,
        sources=tuple(
            DraftSource(
                title=source["title"],
                url=source["url"],
                kind=source["kind"],
                age=provenance(source.get("language", ""), source.get("brand", ""), _moment(source["updated_at"]), now, say),
            )
            for source in kept["sources"]
        ),
    )


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None
