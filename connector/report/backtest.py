"""What a look back at a whole period comes to, held against what people really did. Pure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from connector.core.answer import compare_reply
from connector.core.phrases import KIND_NAMES
from connector.core.rules import Rules
from connector.core.taxonomy import Level
from connector.preview import Passed, Sight
from connector.report.period import Period
from connector.report.standings import StandingLine
from connector.report.summary import GroupLine, Share, group_lines, is_same_group, left_words

LEVELS: Final = (Level.L0, Level.L1, Level.L2)
_MOST_MISTAKES: Final = 10
#: A reply that shares so few words with our draft was another answer. Replies that merely word the same differently share more.
_ANOTHER_ANSWER: Final = 0.9
#: Shorter replies (“Done!”) say nothing about the draft.
_FEWEST_WORDS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBack:
    """All that was read. ``stopped`` says why the reading ended early, empty where it did not.

    ``address`` gives the page of a ticket for agents, or nothing. ``answers`` is ``None`` where no answers could be read.
    """

    account: str
    helpdesk: str
    made_at: datetime
    period: Period
    stopped: str
    answers: int | None
    sights: Sequence[Sight]
    passed: Sequence[Passed]
    rules: Rules
    standings: Sequence[StandingLine]
    minutes_per_draft: float
    address: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Week:
    """The tickets made in a week that began on this Monday, by level."""

    monday: date
    levels: Mapping[Level, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLine:
    """One kind as the AI read it. ``same`` is how often people gave these to the group the AI would have given them to.

    ``mostly`` is the group they gave most of them to; ``has_rule`` says that a rule names a group for this kind.
    """

    kind: str
    name: str
    count: int
    levels: Mapping[Level, int]
    same: Share
    mostly: str
    mostly_share: Share
    has_rule: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """The AI was sure and people did something else. ``what`` is group, reply or tag; ``ours`` and ``theirs`` say what each did."""

    sight: Sight
    what: str
    ours: str
    theirs: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """Time that drafts would have saved: every draft counted with the same assumed minutes, nothing for sorting."""

    drafts: int
    minutes_per_draft: float
    days: float

    @property
    def hours(self) -> float:
        """In the whole period."""
        return self.drafts * self.minutes_per_draft / 60

    @property
    def hours_a_week(self) -> float:
        """On average."""
        return self.hours * 7 / self.days if self.days else 0.0

    @property
    def assumption(self) -> str:
        """What it rests on, a sentence."""
        minutes = f"{self.minutes_per_draft:g} minute{'' if self.minutes_per_draft == 1 else 's'}"
        return (
            f"Assumed, not measured: a draft that a person checks instead of writing saves {minutes}, every draft is used, "
            "and sorting saves nothing. Change it with --minutes-per-draft."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything that the terminal and the page say. People are compared with the AI on ``compared`` tickets only.

    These are settled, had not been sorted by us before (``ours`` had been), and are in a group. ``flows`` counts them by
    (our group, people's group). ``replies`` counts drafts by what people would have made of them: used, edited, ignored.
    """

    count: int
    levels: Mapping[Level, Share]
    weeks: Sequence[Week]
    kinds: Sequence[KindLine]
    groups: Sequence[GroupLine]
    same_group: Share
    flows: Mapping[tuple[str, str], int]
    ours: int
    unsettled: int
    saving: Saving
    replies: Mapping[str, int]
    mistakes: Sequence[Mistake]
    passed: Sequence[tuple[str, int]]

    @property
    def compared(self) -> int:
        """How many tickets people were compared on."""
        return self.same_group.whole


def find(look: LookBack) -> Findings:
    """Return the findings."""
    sights = look.sights
    levels = Counter(sight.decision.level for sight in sights)
    by_people = [sight for sight in sights if not sight.is_ours]
    settled = [sight for sight in by_people if sight.is_settled]
    compared = [sight for sight in settled if sight.people_group and sight.decision.group]
    uses = Counter(use for sight in by_people if (use := _use(sight)))
    return Findings(
        count=len(sights),
        levels={level: Share(levels[level], len(sights)) for level in LEVELS},
        weeks=_weeks(sights),
        kinds=_kinds(sights, compared, look.rules),
        groups=group_lines(compared),
        same_group=Share(sum(map(is_same_group, compared)), len(compared)),
        flows=Counter((sight.decision.group, sight.people_group) for sight in compared),
        ours=len(sights) - len(by_people),
        unsettled=len(by_people) - len(settled),
        saving=Saving(drafts=_drafts(sights), minutes_per_draft=look.minutes_per_draft, days=_days(look)),
        replies={use: uses[use] for use in ("used", "edited", "ignored")},
        mistakes=_mistakes(look),
        passed=Counter(left_words(passed.why) for passed in look.passed).most_common(),
    )


def surest_drafts(sights: Sequence[Sight], most: int) -> Sequence[int]:
    """Where the drafts stand that are most worth holding against the reply people sent: the surest first, replies not read yet."""
    open_ones = [i for i, s in enumerate(sights) if s.decision.draft and s.is_settled and not s.is_ours and not s.reply]
    return sorted(open_ones, key=lambda i: -sights[i].assessment.confidence)[:most]


def _drafts(sights: Sequence[Sight]) -> int:
    return sum(sight.decision.draft is not None for sight in sights)


def _days(look: LookBack) -> float:
    """How long the period was: as asked for, or from the oldest ticket on."""
    if look.period.days and not look.stopped:
        return float(look.period.days)
    made = [sight.ticket.created_at for sight in look.sights]
    return max(1.0, (max(made) - min(made)) / timedelta(days=1)) if made else 0.0


def _weeks(sights: Sequence[Sight]) -> Sequence[Week]:
    by_week: dict[date, Counter[Level]] = {}
    for sight in sights:
        made = sight.ticket.created_at.date()
        by_week.setdefault(made - timedelta(days=made.weekday()), Counter())[sight.decision.level] += 1
    if not by_week:
        return ()
    first, last = min(by_week), max(by_week)
    mondays = [first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]
    return [Week(monday, {level: by_week.get(monday, Counter())[level] for level in LEVELS}) for monday in mondays]


def _kinds(sights: Sequence[Sight], compared: Sequence[Sight], rules: Rules) -> Sequence[KindLine]:
    by_kind: dict[str, list[Sight]] = {}
    for sight in sights:
        by_kind.setdefault("" if sight.assessment.abstained else sight.assessment.primary, []).append(sight)
    with_people = {id(sight) for sight in compared}
    lines = []
    for kind, of_kind in by_kind.items():
        held = [sight for sight in of_kind if id(sight) in with_people]
        levels = Counter(sight.decision.level for sight in of_kind)
        mostly, most = next(iter(Counter(sight.people_group for sight in held).most_common(1)), ("", 0))
        lines.append(
            KindLine(
                kind=kind, name=KIND_NAMES["en"][kind] if kind else "the AI was not sure", count=len(of_kind),
                levels={level: levels[level] for level in LEVELS}, same=Share(sum(map(is_same_group, held)), len(held)),
                mostly=mostly, mostly_share=Share(most, len(held)), has_rule=bool(kind) and rules.names_group(kind),
            )
        )  # fmt: skip
    return sorted(lines, key=lambda line: (-line.count, line.name))


def _use(sight: Sight) -> str:
    """What people would have made of the draft, by the reply they wrote without it; empty where there is nothing to compare."""
    return compare_reply(sight.decision.draft.text.text, sight.reply).outcome if sight.decision.draft and sight.reply else ""


def _mistakes(look: LookBack) -> Sequence[Mistake]:
    """The surest first. A group counts only where a rule chose it for this kind: the group for all the rest says nothing."""
    found = []
    for sight in look.sights:
        told = None if sight.assessment.abstained else _mistake(sight, look.rules)
        if told is not None:
            what, ours, theirs = told
            found.append(Mistake(sight=sight, what=what, ours=ours, theirs=theirs, address=look.address(sight.ticket.id)))
    return sorted(found, key=lambda mistake: -mistake.sight.assessment.confidence)[:_MOST_MISTAKES]


def _mistake(sight: Sight, rules: Rules) -> tuple[str, str, str] | None:
    ours, theirs = sight.decision.group, sight.people_group
    if sight.agent_said and sight.decision.level > Level.L0:
        return "tag", KIND_NAMES["en"][sight.assessment.primary], ", ".join(sorted(sight.agent_said))
    if sight.is_ours:
        return None
    claims = rules.names_group(sight.assessment.primary)
    if claims and ours and theirs and sight.is_settled and not is_same_group(sight):
        return "group", ours, theirs
    if sight.decision.draft and len(sight.reply.split()) >= _FEWEST_WORDS:
        draft = sight.decision.draft
        if compare_reply(draft.text.text, sight.reply).distance >= _ANOTHER_ANSWER:
            return "reply", draft.sources[0].title if draft.sources else draft.text.text, sight.reply
    return None
