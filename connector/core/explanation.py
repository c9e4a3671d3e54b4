"""How a decision explains itself: the private note in the reader's language, with the customer's own words."""

from dataclasses import dataclass, field
from datetime import datetime

from connector.core.assessment import Assessment
from connector.core.bounds import Standing
from connector.core.draft import Draft, Source
from connector.core.learned import NOTHING_LEARNED, Learned
from connector.core.note import Block, BlockKind, Note
from connector.core.phrases import (
    DOUBTS,
    EMOTION_NAMES,
    KIND_NAMES,
    LANGUAGE_NAMES,
    NEED_NAMES,
    ROUTES,
    SENTENCES,
    STOP_NAMES,
    URGENCY_NAMES,
)
from connector.core.taxonomy import KINDS, Level

_LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Reason:
    """A code of the phrase tables and what it is about: a kind, a word, a group or a field."""

    code: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """All that a note tells."""

    assessment: Assessment
    level: Level
    reasons: tuple[Reason, ...]
    withheld: tuple[Reason, ...] = ()
    draft: Draft | None = None
    group: str = ""
    replaces: str = ""
    at_work: bool | None = None
    standing: Standing = field(default_factory=Standing)
    learned: Learned = NOTHING_LEARNED


def explain(told: Explained, language: str) -> Note:
    """Return the note. What a person needs first stands first; the draft stands last and apart."""
    say = Words(language)
    blocks = [
        Block(BlockKind.PARAGRAPH, (say("replaces", reference=told.replaces),)) if told.replaces else None,
        Block(BlockKind.HEADING, (_heading(told, say),)),
        Block(BlockKind.BULLETS, tuple(_what_to_do(told, say))),
        *_own_words(told, say),
        Block(BlockKind.BULLETS, tuple(_why(told, say))),
        *_draft(told, say),
        Block(BlockKind.PARAGRAPH, (say("footer"),)),
    ]
    return Note(tuple(block for block in blocks if block is not None and block.lines))


class Words:
    """The phrase tables of one language of the staff. Calling it fills in a sentence."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        return SENTENCES[self.language][key].format(**values)

    def kind(self, key: str) -> str:
        """The name of a kind."""
        return KIND_NAMES[self.language][key]

    def language_name(self, code: str) -> str:
        """The name of a language."""
        names = LANGUAGE_NAMES[self.language]
        return names.get(code, names["other"].format(code=code))

    def reason(self, reason: Reason) -> str:
        """A reason as a sentence."""
        code, about = reason.code, reason.about
        if code == "abstained":
            return self(code, reason=DOUBTS[self.language].get(about, about))
        if code == "language":
            return self(code, language=self.language_name(about))
        if code == "stop_sign":
            return self(code, stop=STOP_NAMES[self.language].get(about, about))
        name = self.kind(about) if about in KINDS else about
        return self(code, **dict.fromkeys(("kind", "word", "group", "field"), name))


def _heading(told: Explained, say: Words) -> str:
    kind = say.kind(told.assessment.primary)
    if told.level >= Level.L2:
        return say("heading_draft", kind=kind)
    if told.level is Level.L1:
        return say("heading_sorted", kind=kind)
    if told.assessment.abstained:
        return say("heading_unsure")
    return say("heading_people", kind=kind)


def _what_to_do(told: Explained, say: Words) -> list[str]:
    assessment = told.assessment
    lines = [say("urgency", urgency=URGENCY_NAMES[say.language][assessment.urgency.name])]
    if assessment.stated_urgency:
        lines.append(say("stated_urgency"))
    lines += brief(assessment, told.level, told.at_work, say)
    if told.group and not any(r.code in {"group_kept", "group_unknown"} for r in told.withheld):
        lines.append(say("group", group=told.group))
    return lines


def brief(assessment: Assessment, level: Level, at_work: bool | None, say: Words) -> list[str]:
    """Who should answer and by when, for the person who takes over."""
    routes = ROUTES[say.language]
    lines = [say("route", route=routes[kind]) for kind in assessment.kinds if kind in routes]
    if at_work is False and level is Level.L0:
        lines.append(say("out_of_hours"))
    return lines


def own_words(assessment: Assessment) -> tuple[str, ...]:
    """The customer's own words that led to the reading, each once, the first few."""
    return tuple(dict.fromkeys(e.quote[:_LONGEST_QUOTE] for e in assessment.evidence))[:5]


def _own_words(told: Explained, say: Words) -> list[Block]:
    quotes = own_words(told.assessment)
    if not quotes:
        return []
    return [Block(BlockKind.PARAGRAPH, (say("own_words"),)), Block(BlockKind.QUOTES, quotes)]


def _why(told: Explained, say: Words) -> list[str]:
    assessment = told.assessment
    lines = [say.reason(reason) for reason in told.reasons]
    feelings = [e for e in assessment.emotions if e != "neutral"]
    if feelings:
        lines.append(say("feelings", feelings=", ".join(EMOTION_NAMES[say.language][e] for e in feelings)))
    if assessment.vulnerability:
        needs = "; ".join(NEED_NAMES[say.language][need] for need in assessment.vulnerability)
        lines.append(say("needs", needs=needs))
    if not assessment.abstained and not any(reason.code == "corrected" for reason in told.reasons):
        lines.append(_confidence(assessment, say))
        lines.append(record(told.standing, say))
    lines += [say.reason(reason) for reason in told.withheld]
    return [*lines, *_hints(told, say)]


def _hints(told: Explained, say: Words) -> list[str]:
    """What the account's own history says beside: how good it is on groups, and fields that a person may want to set."""
    learned, lines = told.learned, []
    if learned.group is not None and any(reason.code == "learned_group" for reason in told.reasons):
        lines.append(say("learned_record", right=learned.group.right))
    fields = [
        *([f"{say('field_type')} {learned.type.value}"] if learned.type else []),
        *([f"{say('field_priority')} {learned.priority.value}"] if learned.priority else []),
        *([f"{say('field_tags')} {', '.join(learned.tags)}"] if learned.tags else []),
    ]
    return [*lines, say("learned_fields", fields="; ".join(fields))] if fields else lines


def _confidence(assessment: Assessment, say: Words) -> str:
    percent = round(100 * assessment.confidence)
    if assessment.runner_up is None:
        return say("confidence_alone", percent=percent)
    return say(
        "confidence",
        percent=percent,
        runner_up=say.kind(assessment.runner_up),
        runner_up_percent=round(100 * assessment.runner_up_confidence),
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
        Block(BlockKind.PARAGRAPH, (say("draft_intro"),)),
        Block(BlockKind.DRAFT, tuple(told.draft.text.text.split("\n"))),
        Block(BlockKind.PARAGRAPH, (say("sources"),)),
        Block(BlockKind.BULLETS, tuple(_source(source, say) for source in told.draft.sources)),
    ]


def _source(source: Source, say: Words) -> str:
    line = say("source", title=source.title, kind=say(f"source_{source.kind}"), age=age(source.updated_at, say))
    return f"{line} {source.url}".rstrip()


def age(updated_at: datetime | None, say: Words) -> str:
    """When a source was last changed, as far as that is known."""
    return say("source_age", date=updated_at.date().isoformat()) if updated_at else say("source_age_unknown")
