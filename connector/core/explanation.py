"""How a decision explains itself: the private note in the reader's language, with the customer's own words."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from connector.core.acknowledgement import acknowledgement
from connector.core.assessment import Assessment, in_percent
from connector.core.bounds import Standing
from connector.core.brief import Handover, brief, so_far, wishes
from connector.core.call import Moment
from connector.core.course import Mood
from connector.core.disclosure import CustomerText
from connector.core.draft import Draft, Source
from connector.core.episode_note import call_blocks, course_lines, handoff_blocks
from connector.core.learned import NOTHING_LEARNED, Learned
from connector.core.note import Block, BlockKind, Note
from connector.core.phrases import EMOTION_NAMES, NEED_NAMES, OUTSIDE_FAILURES, URGENCY_NAMES
from connector.core.phrases.wishes import REMEMBERED_CHANNELS
from connector.core.taxonomy import Level
from connector.core.words import Reason, Words

_LONGEST_QUOTE: Final = 300
_MOST_QUOTES: Final = 5
_OLD: Final = timedelta(days=365)
#: Doubts where nothing was understood, so that there is nothing to guess.
_NOTHING_READ: Final = frozenset({"empty", "model_failed", "unknown_language", "no_transcript"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """All that a note tells.

    ``is_call`` says that the words come from a transcript, ``course`` how feelings moved within the episode, ``handoff`` what a
    person may tell the customer, ``takes_draft_back`` that an earlier note of the episode offered a draft, ``channel`` how the customer asked
    to be reached on an earlier occasion.
    """

    handover: Handover
    withheld: tuple[Reason, ...] = ()
    draft: Draft | None = None
    group: str = ""
    replaces: str = ""
    standing: Standing = field(default_factory=Standing)
    learned: Learned = NOTHING_LEARNED
    channel: str = ""
    is_call: bool = False
    moments: tuple[Moment, ...] = ()
    course: tuple[Mood, ...] = ()
    handoff: CustomerText | None = None
    takes_draft_back: bool = False


def explain(told: Explained, language: str) -> Note:
    """Return the note. What a person needs first stands first; the draft stands last and apart."""
    say = Words(language)
    blocks = [
        Block(BlockKind.PARAGRAPH, (say("replaces", reference=told.replaces),)) if told.replaces else None,
        Block(BlockKind.PARAGRAPH, (say("draft_taken_back"),)) if told.takes_draft_back else None,
        Block(BlockKind.HEADING, (_heading(told, say),)),
        Block(BlockKind.BULLETS, tuple(_what_to_do(told, say))),
        *so_far(told.handover, say),
        *(call_blocks(told.moments, say) if told.is_call else ()),
        *_own_words(told, say),
        Block(BlockKind.BULLETS, tuple(_why(told, say))),
        *handoff_blocks(told.handoff, say),
        *_draft(told, say),
        Block(BlockKind.PARAGRAPH, (say("footer"),)),
    ]
    return Note(tuple(block for block in blocks if block is not None and block.lines))


def _heading(told: Explained, say: Words) -> str:
    kind = say.kind(told.handover.assessment.primary)
    if told.handover.level >= Level.L2:
        return say("heading_draft", kind=kind)
    if told.handover.level is Level.L1:
        return say("heading_sorted", kind=kind)
    if told.handover.assessment.abstained:
        return say("heading_unsure")
    return say("heading_people", kind=kind)


def _what_to_do(told: Explained, say: Words) -> list[str]:
    assessment = told.handover.assessment
    lines = wishes(told.handover, say)
    if told.channel:
        lines.append(REMEMBERED_CHANNELS[say.language][told.channel])
    if _has_guess(told):
        lines.append(say("best_guess", kind=say.kind(assessment.primary)))
    if unnamed := _unnamed(told):
        lines.append(say("also_about", kind="; ".join(say.kind(kind) for kind in unnamed)))
    lines.append(say("urgency", urgency=URGENCY_NAMES[say.language][assessment.urgency.name]))
    if assessment.stated_urgency:
        lines.append(say("stated_urgency"))
    lines += [*brief(told.handover, say), *acknowledgement(told.handover, say)]
    if told.group and not any(r.code in {"group_kept", "group_unknown"} for r in told.withheld):
        lines.append(say("group", group=told.group))
    return lines


def _has_guess(told: Explained) -> bool:
    """Whether a reading that nothing may rest on still says what the ticket may be about, and no other line does."""
    assessment = told.handover.assessment
    is_named = any(reason.about == assessment.primary for reason in told.handover.reasons)
    return assessment.abstained and assessment.confidence > 0 and assessment.reason not in _NOTHING_READ and not is_named


def _unnamed(told: Explained) -> list[str]:
    """Further kinds that no other line names: what somebody in a sensitive ticket asks for besides."""
    named = {told.handover.assessment.primary, *(reason.about for reason in told.handover.reasons)}
    return [
        kind
        for kind in told.handover.assessment.also
        if kind not in named and told.handover.assessment.reason not in _NOTHING_READ
    ]


def own_words(assessment: Assessment) -> tuple[str, ...]:
    """The customer's own words that led to the reading, and what they ask; each once and in no other, the first few."""
    quotes = tuple(dict.fromkeys(e.quote[:_LONGEST_QUOTE] for e in assessment.evidence))
    return tuple(quote for quote in quotes if not any(quote in other for other in quotes if other != quote))[:_MOST_QUOTES]


def _own_words(told: Explained, say: Words) -> list[Block]:
    """The quotes, without those that stand above already as a wish about contact. The moments of a call are quotes with their times."""
    if told.moments:
        return []
    above = {wish.quote for wish in told.handover.assessment.contact_wishes}
    quotes = tuple(quote for quote in own_words(told.handover.assessment) if quote not in above)
    return [Block(BlockKind.PARAGRAPH, (say("own_words"),)), Block(BlockKind.QUOTES, quotes)] if quotes else []


def _why(told: Explained, say: Words) -> list[str]:
    assessment = told.handover.assessment
    lines = say.reasons(told.handover.reasons)
    feelings = [e for e in assessment.emotions if e != "neutral"]
    if feelings:
        lines.append(say("feelings", feelings=", ".join(EMOTION_NAMES[say.language][e] for e in feelings)))
    if course := course_lines(told.course, say):
        lines.append(say("course", course=", ".join(course)))
    if assessment.vulnerability:
        needs = "; ".join(NEED_NAMES[say.language][need] for need in assessment.vulnerability)
        lines.append(say("needs", needs=needs))
    if not assessment.abstained and not any(reason.code == "corrected" for reason in told.handover.reasons):
        lines += [] if _is_only_second(assessment) else [_confidence(assessment, say)]
        lines.append(record(told.standing, say))
    is_told = any(reason.code == "budget" for reason in told.handover.reasons)
    if (second := assessment.second) is not None and not (second.failed == "budget" and is_told):
        lines.append(say(f"second_{second.outcome}", model=second.model, why=_failure(second.failed, say)))
    lines += say.reasons(told.withheld)
    return [*lines, *_hints(told, say)]


def _hints(told: Explained, say: Words) -> list[str]:
    """What the account's own history says beside: how good it is on groups, and fields that a person may want to set."""
    learned, lines = told.learned, []
    if learned.group is not None and any(reason.code == "learned_group" for reason in told.handover.reasons):
        lines.append(say("learned_record", right=learned.group.right))
    fields = [
        *([f"{say('field_type')} {learned.type.value}"] if learned.type else []),
        *([f"{say('field_priority')} {learned.priority.value}"] if learned.priority else []),
        *([f"{say('field_tags')} {', '.join(learned.tags)}"] if learned.tags else []),
    ]
    return [*lines, say("learned_fields", fields="; ".join(fields))] if fields else lines


def _is_only_second(assessment: Assessment) -> bool:
    """Whether the kind is one that the second reader alone found: then there is no probability to tell."""
    return assessment.second is not None and assessment.second.outcome == "sensitive"


def _failure(code: str, say: Words) -> str:
    return OUTSIDE_FAILURES[say.language].get(code, code)


def _confidence(assessment: Assessment, say: Words) -> str:
    percent = in_percent(assessment.confidence)
    if assessment.runner_up is None:
        return say("confidence_alone", percent=percent)
    return say(
        "confidence",
        percent=percent,
        runner_up=say.kind(assessment.runner_up),
        runner_up_percent=in_percent(assessment.runner_up_confidence),
    )


def record(standing: Standing, say: Words) -> str:
    """How often this kind was right here, a sentence."""
    if not standing.audited:
        return say("record_none")
    return say("record", right=standing.audited - standing.errors, audited=standing.audited)


def _draft(told: Explained, say: Words) -> list[Block]:
    if told.draft is None:
        return []
    return [
        *(
            [Block(BlockKind.PARAGRAPH, (say("follow_up"),))]
            if any(source.kind == "call" for source in told.draft.sources)
            else ()
        ),
        Block(BlockKind.PARAGRAPH, (say("draft_intro"),)),
        Block(BlockKind.DRAFT, tuple(told.draft.text.text.split("\n")), told.draft.text.language),
        Block(BlockKind.PARAGRAPH, _whose_words(told.draft, say)),
        Block(BlockKind.PARAGRAPH, (say("sources"),)),
        Block(BlockKind.BULLETS, tuple(_source(source, told.handover.now, say) for source in told.draft.sources)),
    ]


def _whose_words(draft: Draft, say: Words) -> tuple[str, ...]:
    """Whether an outside model worded the draft, or why not; nothing where none was asked."""
    if draft.phrasing is None:
        return ()
    if draft.is_phrased:
        return (say("draft_phrased", model=draft.phrasing.model),)
    return (say("draft_not_phrased", why=_failure(draft.phrasing.failed, say)),)


def _source(source: Source, now: datetime, say: Words) -> str:
    told = provenance(source.language, source.brand_name, source.updated_at, now, say)
    return f"{say('source', title=source.title, kind=say(f'source_{source.kind}'), age=told)} {source.url}".rstrip()


def provenance(language: str, brand_name: str, updated_at: datetime | None, now: datetime, say: Words) -> str:
    """In which language and for which brand a source is, as far as it says so, and how old."""
    spoken = say.language_name(language) if language else ""
    return ", ".join(filter(None, (spoken, brand_name, age(updated_at, now, say))))


def age(updated_at: datetime | None, now: datetime, say: Words) -> str:
    """When a source was last changed, as far as that is known; what is older than a year says so."""
    if updated_at is None:
        return say("source_age_unknown")
    return say("source_old" if now - updated_at > _OLD else "source_age", date=updated_at.date().isoformat())
