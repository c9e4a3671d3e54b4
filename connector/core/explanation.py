"""How a decision explains itself: the private note in the reader's language, with the customer's own words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

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
    NEXT_STEPS,
    ROUTES,
    SENTENCES,
    STOP_NAMES,
    URGENCY_NAMES,
)
from connector.core.taxonomy import KINDS, SENSITIVE_KINDS, Level

_LONGEST_QUOTE = 300
_OLD: Final = timedelta(days=365)
#: Reasons that may hold for several kinds of one ticket; one sentence then names them all.
_SHARED: Final = frozenset({"sensitive", "kind", "corrected"})
#: Doubts where nothing was understood, so that there is nothing to guess.
_NOTHING_READ: Final = frozenset({"empty", "model_failed", "unknown_language"})
#: The law sets a time for these, however grave the rest of the ticket is.
_LEGAL_CLOCK: Final = frozenset({"data_rights"})


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
    now: datetime | None = None


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
        return self(code, **dict.fromkeys(("kind", "word", "group", "field"), self._name(about)))

    def reasons(self, reasons: Sequence[Reason]) -> list[str]:
        """Reasons as sentences. What holds for several kinds of the ticket is said once, with their names in order."""
        lines: dict[str, str] = {}
        for reason in reasons:
            if reason.code in _SHARED:
                names = "; ".join(self._name(other.about) for other in reasons if other.code == reason.code)
                lines.setdefault(reason.code, self(reason.code, kind=names))
            else:
                lines[f"{reason.code}:{reason.about}"] = self.reason(reason)
        return list(lines.values())

    def _name(self, about: str) -> str:
        return self.kind(about) if about in KINDS else about


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
    lines = [say("best_guess", kind=say.kind(assessment.primary))] if _has_guess(told) else []
    if unnamed := _unnamed(told):
        lines.append(say("also_about", kind="; ".join(say.kind(kind) for kind in unnamed)))
    lines.append(say("urgency", urgency=URGENCY_NAMES[say.language][assessment.urgency.name]))
    if assessment.stated_urgency:
        lines.append(say("stated_urgency"))
    lines += brief(assessment, told.reasons, told.level, told.at_work, say)
    if told.group and not any(r.code in {"group_kept", "group_unknown"} for r in told.withheld):
        lines.append(say("group", group=told.group))
    return lines


def _has_guess(told: Explained) -> bool:
    """Whether a reading that nothing may rest on still says what the ticket may be about, and no other line does."""
    assessment = told.assessment
    is_named = any(reason.about == assessment.primary for reason in told.reasons)
    return assessment.abstained and assessment.confidence > 0 and assessment.reason not in _NOTHING_READ and not is_named


def _unnamed(told: Explained) -> list[str]:
    """Further kinds that no other line names: what somebody in a sensitive ticket asks for besides."""
    named = {told.assessment.primary, *(reason.about for reason in told.reasons)}
    return [kind for kind in told.assessment.also if kind not in named and told.assessment.reason not in _NOTHING_READ]


def brief(assessment: Assessment, reasons: Sequence[Reason], level: Level, at_work: bool | None, say: Words) -> list[str]:
    """What to do first, who should answer and by when, for the person who takes over."""
    sensitive = _sensitive(reasons)
    clocks = dict.fromkeys([*sensitive[:1], *(kind for kind in sensitive if kind in _LEGAL_CLOCK)])
    lines = [say("next_step", step=NEXT_STEPS[say.language][_next_step(assessment, reasons, level)])]
    lines += [say("route", route=ROUTES[say.language][kind]) for kind in clocks]
    if at_work is False and level is Level.L0:
        lines.append(say("out_of_hours"))
    return lines


def _sensitive(reasons: Sequence[Reason]) -> list[str]:
    """The sensitive kinds of the ticket, the gravest first; what a colleague named stands before all."""
    return [reason.about for reason in reasons if reason.code == "sensitive" and reason.about in SENSITIVE_KINDS]


def _next_step(assessment: Assessment, reasons: Sequence[Reason], level: Level) -> str:
    """The key of the step. What is sensitive comes before any doubt, and a doubt before a kind that may be wrong."""
    if level >= Level.L2:
        return "draft"
    if sensitive := _sensitive(reasons):
        return sensitive[0]
    codes = {reason.code for reason in reasons}
    if "language" in codes:
        return "unknown_language"
    if "agent_said_wrong" in codes:
        return "low_confidence"
    if assessment.abstained:
        return assessment.reason if assessment.reason in DOUBTS["en"] else "low_confidence"
    return assessment.primary


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
    lines = say.reasons(told.reasons)
    feelings = [e for e in assessment.emotions if e != "neutral"]
    if feelings:
        lines.append(say("feelings", feelings=", ".join(EMOTION_NAMES[say.language][e] for e in feelings)))
    if assessment.vulnerability:
        needs = "; ".join(NEED_NAMES[say.language][need] for need in assessment.vulnerability)
        lines.append(say("needs", needs=needs))
    if not assessment.abstained and not any(reason.code == "corrected" for reason in told.reasons):
        lines.append(_confidence(assessment, say))
        lines.append(record(told.standing, say))
    lines += say.reasons(told.withheld)
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
        Block(BlockKind.DRAFT, tuple(told.draft.text.text.split("\n")), told.draft.text.language),
        Block(BlockKind.PARAGRAPH, (say("sources"),)),
        Block(BlockKind.BULLETS, tuple(_source(source, told.now, say) for source in told.draft.sources)),
    ]


def _source(source: Source, now: datetime | None, say: Words) -> str:
    told = provenance(source.language, source.brand_name, source.updated_at, now, say)
    return f"{say('source', title=source.title, kind=say(f'source_{source.kind}'), age=told)} {source.url}".rstrip()


def provenance(language: str, brand_name: str, updated_at: datetime | None, now: datetime | None, say: Words) -> str:
    """In which language and for which brand a source is, as far as it says so, and how old."""
    spoken = say.language_name(language) if language else ""
    return ", ".join(filter(None, (spoken, brand_name, age(updated_at, now, say))))


def age(updated_at: datetime | None, now: datetime | None, say: Words) -> str:
    """When a source was last changed, as far as that is known; what is older than a year says so."""
    if updated_at is None:
        return say("source_age_unknown")
    is_old = now is not None and now - updated_at > _OLD
    return say("source_old" if is_old else "source_age", date=updated_at.date().isoformat())
