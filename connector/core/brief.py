"""The brief for the person who takes over: what they need before they write, in the order in which they need it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, Self

from connector.core.assessment import Assessment
from connector.core.brief_phrases import AVOID, BRIEF, CHANNEL_NAMES, WEEKDAYS, say_day
from connector.core.clocks import DAYS_ALONE, due_at
from connector.core.crisis_lines import ANYWHERE, LINES
from connector.core.note import Block, BlockKind
from connector.core.phrases import DOUBTS, NEXT_STEPS, ROUTES
from connector.core.promises import Promise
from connector.core.rules import Rules
from connector.core.story import NO_STORY, Story, read_story
from connector.core.taxonomy import SENSITIVE_KINDS, Level, Tier
from connector.core.ticket import Author, Ticket
from connector.core.words import Reason, Words

#: The law sets a time for these, however grave the rest of the ticket is.
_LEGAL_CLOCK: Final = frozenset({"data_rights"})
#: Which lines to show for which kind. Threats come with it: people are told which number is for which case.
_LINES_FOR: Final = {"self_harm": "crisis", "danger": "abuse"}
_DAYS_NAMED: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What stands behind a brief besides the reading: until when each sensitive kind should be answered (aware, in the time of the
    business), the countries whose lines to show, and what happened before."""

    dues: Mapping[str, datetime] = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    story: Story = NO_STORY

    def as_dict(self) -> dict[str, Any]:
        """A JSON-ready form that :meth:`from_dict` reads back."""
        return {
            "dues": {kind: due.isoformat() for kind, due in self.dues.items()},
            "countries": list(self.countries),
            "story": self.story.as_dict(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any] | None) -> Self:
        """Read back what :meth:`as_dict` wrote; nothing, where a version before this wrote none."""
        if not data:
            return cls()
        return cls(
            dues={kind: datetime.fromisoformat(due) for kind, due in data["dues"].items()},
            countries=tuple(data["countries"]),
            story=Story.from_dict(data["story"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """All that a brief rests on. ``now`` (aware) is when it is read or written: days are told from there."""

    assessment: Assessment
    level: Level
    reasons: tuple[Reason, ...]
    now: datetime
    at_work: bool | None = None
    background: Background = field(default_factory=Background)

    @property
    def today(self) -> date:
        """The day on which it is read."""
        return self.now.date()

    @property
    def sensitive_kinds(self) -> list[str]:
        """The sensitive kinds of the ticket, the gravest first; what a colleague named stands before all."""
        return _sensitive(self.reasons)

    @property
    def is_for_a_person_to_answer(self) -> bool:
        """Whether a person writes this answer from the start, or has to judge the draft: whoever does needs the whole story."""
        return self.level is Level.L0 or self.assessment.tier is Tier.JUDGEMENT


def background(ticket: Ticket, language: str, reasons: Sequence[Reason], rules: Rules, now: datetime) -> Background:
    """Look up what stands behind a brief; ``language`` is that of the customer. A time that has passed already is none to give anybody."""
    request = ticket.newest_request
    received = request.created_at if request else ticket.created_at
    dues = {kind: due_at(kind, received, rules.working_hours) for kind in _clocks(reasons)}
    return Background(
        dues={kind: due for kind, due in dues.items() if due is not None and due > now},
        countries=rules.countries,
        story=read_story(ticket, rules.zone, language),
    )


def wishes(told: Handover, say: Words) -> list[str]:
    """By which way the customer wishes to be reached, or not, with their words. What is not wished stands first."""
    channels: dict[tuple[bool, str], list[str]] = {}
    for wish in told.assessment.contact_wishes:
        channels.setdefault((wish.wanted, _inline(wish.quote)), []).append(CHANNEL_NAMES[say.language][wish.channel])
    return [
        _fill(say, "wish_wanted" if wanted else "wish_unwanted", channel=", ".join(names), quote=quote)
        for (wanted, quote), names in channels.items()
    ]


def brief(told: Handover, say: Words) -> list[str]:
    """What to do first, who should answer and by when, what was promised, and what to leave out."""
    lines = [say("next_step", step=NEXT_STEPS[say.language][_next_step(told)])]
    lines += [say("route", route=_with_due(kind, told, say)) for kind in _clocks(told.reasons)]
    if told.at_work is False and told.level is Level.L0:
        lines.append(say("out_of_hours"))
    lines += _lines_to_call(told, say)
    if told.is_for_a_person_to_answer:
        lines += [_promise(promise, told.today, say) for promise in told.background.story.promises]
    return lines + [_fill(say, "avoid", avoid=AVOID[say.language][kind]) for kind in told.sensitive_kinds[:1]]


def so_far(told: Handover, say: Words) -> list[Block]:
    """What happened before the newest message, line by line; nothing for a first message and for routine questions."""
    story = told.background.story
    if not story.turns or not told.is_for_a_person_to_answer:
        return []
    lines = [
        _fill(
            say,
            "turn_customer" if turn.author is Author.REQUESTER else "turn_team",
            day=say_day(turn.day, told.today, say.language),
            quote=turn.quote,
        )
        for turn in story.turns
    ]
    if story.left_out:
        lines.insert(1, _fill(say, "left_out", count=story.left_out))
    return [Block(BlockKind.PARAGRAPH, (BRIEF[say.language]["so_far"],)), Block(BlockKind.BULLETS, tuple(lines))]


def _sensitive(reasons: Sequence[Reason]) -> list[str]:
    return [reason.about for reason in reasons if reason.code == "sensitive" and reason.about in SENSITIVE_KINDS]


def _clocks(reasons: Sequence[Reason]) -> list[str]:
    """The kinds whose clock is told: the gravest, and what the law sets."""
    sensitive = _sensitive(reasons)
    return list(dict.fromkeys([*sensitive[:1], *(kind for kind in sensitive if kind in _LEGAL_CLOCK)]))


def _next_step(told: Handover) -> str:
    """The key of the step. What is sensitive comes before any doubt, and a doubt before a kind that may be wrong."""
    if told.level >= Level.L2:
        return "draft"
    if sensitive := told.sensitive_kinds:
        return sensitive[0]
    codes = {reason.code for reason in told.reasons}
    if "language" in codes:
        return "unknown_language"
    if "agent_said_wrong" in codes:
        return "low_confidence"
    if told.assessment.abstained:
        return told.assessment.reason if told.assessment.reason in DOUBTS["en"] else "low_confidence"
    return told.assessment.primary


def _with_due(kind: str, told: Handover, say: Words) -> str:
    """Who and when in words, with the time of the business's own day where that is known."""
    route, due = ROUTES[say.language][kind], told.background.dues.get(kind)
    return f"{route} ({_due(due, told.now.astimezone(due.tzinfo), say, by_day=kind in DAYS_ALONE)})" if due else route


def _due(due: datetime, now: datetime, say: Words, *, by_day: bool) -> str:
    time, ahead = f"{due:%H:%M}", due.date() - now.date()
    if by_day or not timedelta() <= ahead <= timedelta(_DAYS_NAMED):
        return _fill(say, "due_date", date=say_day(due.date(), now.date(), say.language))
    if ahead <= timedelta(1):
        return _fill(say, "due_tomorrow" if ahead else "due_today", time=time)
    return _fill(say, "due_weekday", weekday=WEEKDAYS[say.language][due.weekday()], time=time)


def _promise(promise: Promise, today: date, say: Words) -> str:
    key = "promise" if promise.due is None else "promise_passed" if promise.has_passed(today) else "promise_due"
    due = say_day(promise.due, today, say.language) if promise.due else ""
    return _fill(say, key, day=say_day(promise.made_on, today, say.language), due=due, quote=_inline(promise.quote))


def _lines_to_call(told: Handover, say: Words) -> Iterator[str]:
    """Numbers for the colleague: of the countries that the rules name, else those that hold anywhere."""
    countries = {code: LINES[code] for code in told.background.countries} or {BRIEF[say.language]["anywhere"]: ANYWHERE}
    for kind in told.sensitive_kinds:
        if kind in _LINES_FOR:
            for country, lines in countries.items():
                numbers = lines.crisis if kind == "self_harm" else lines.abuse
                key = _LINES_FOR[kind] if numbers else "emergency"
                yield _fill(say, key, country=country, lines="; ".join(numbers), emergency=lines.emergency)


def _inline(quote: str) -> str:
    return " ".join(quote.split())


def _fill(say: Words, key: str, **values: object) -> str:
    return BRIEF[say.language][key].format(**values)
