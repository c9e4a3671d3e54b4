"""Hypothesis strategies for tickets, readings, rules and circumstances, for our tests and for outside integrations."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from connector.core.assessment import Assessment, Evidence
from connector.core.context import Context, Mode, PriorNote
from connector.core.disclosure import CustomerText
from connector.core.draft import Draft, Source
from connector.core.learned import Guess, Learned
from connector.core.rules import KindRule, Rules
from connector.core.taxonomy import EMOTIONS, KINDS, LANGUAGES, SENSITIVE_KINDS, STOP_CODES, VULNERABILITY, Level, Urgency
from connector.core.ticket import Author, Bar, Capability, Channel, Message, Priority, Requester, Status, Ticket
from connector.core.update import AGENT_TAGS, OUR_TAGS
from connector.core.wishes import CHANNELS

EPOCH = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
GROUPS = {"support": "1", "inbox": "2", "billing": "3", "care": "4"}

people_tags = st.sampled_from(["vip", "gold", "new_customer", "Ünïcode", "second"])
all_tags = st.frozensets(
    st.one_of(people_tags, st.sampled_from(sorted(OUR_TAGS)), st.sampled_from(sorted(AGENT_TAGS))), max_size=6
)
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@st.composite
def tickets(draw: st.DrawFn, *, tags: st.SearchStrategy[frozenset[str]] = all_tags) -> Ticket:
    """A ticket with at least one customer message and any history."""
    authors = [Author.REQUESTER, *draw(st.lists(st.sampled_from(Author), max_size=4))]
    messages = tuple(
        Message(
            id=str(i),
            author=author,
            public=i == 0 or draw(st.booleans()),
            text=draw(words),
            created_at=EPOCH + timedelta(minutes=i),
            author_id="7",
        )
        for i, author in enumerate(authors)
    )
    return Ticket(
        id=str(draw(st.integers(1, 9999))),
        subject=draw(words),
        status=draw(st.sampled_from(Status)),
        channel=draw(st.sampled_from(Channel)),
        requester=Requester(id="7", name=draw(words), email="sam@example.com"),
        messages=messages,
        stamp="s",
        created_at=EPOCH,
        updated_at=EPOCH,
        priority=draw(st.none() | st.sampled_from(Priority)),
        group_id=draw(st.none() | st.sampled_from(["1", "2", "3", "4", "99"])),
        assignee_id=draw(st.none() | st.just("5")),
        tags=draw(tags),
        accepts=draw(st.frozensets(st.sampled_from(Capability)) | st.just(frozenset(Capability))),
        bars=draw(st.frozensets(st.sampled_from(Bar), max_size=1)),
    )


@st.composite
def assessments(draw: st.DrawFn, *, sensitive: bool | None = None) -> Assessment:
    """A reading; sensitive, not sensitive, or either."""
    wants = draw(st.booleans()) if sensitive is None else sensitive
    calm = sorted(set(KINDS) - SENSITIVE_KINDS)
    primary = draw(st.sampled_from(sorted(SENSITIVE_KINDS) if wants else calm))
    also = draw(st.lists(st.sampled_from(sorted(KINDS) if wants else calm), max_size=2, unique=True))
    return Assessment(
        language=draw(st.sampled_from([*LANGUAGES, "pl", "und"])),
        primary=primary,
        also=tuple(kind for kind in also if kind != primary),
        urgency=draw(st.sampled_from(Urgency)),
        confidence=draw(st.floats(0, 1)),
        runner_up=draw(st.none() | st.sampled_from(calm)),
        stated_urgency=draw(st.booleans()),
        emotions=draw(st.dictionaries(st.sampled_from(sorted(set(EMOTIONS) - {"neutral"})), st.integers(1, 3), max_size=3)),
        vulnerability=tuple(draw(st.lists(st.sampled_from(sorted(VULNERABILITY)), unique=True, max_size=2))),
        stops=tuple(draw(st.lists(st.sampled_from(sorted(STOP_CODES)), unique=True, max_size=2))),
        evidence=tuple(Evidence(f"kind:{primary}", quote) for quote in draw(st.lists(words, max_size=2))),
        abstained=draw(st.booleans()),
        reason=draw(st.sampled_from(["low_confidence", "empty", "model_failed"])),
    )


@st.composite
def rules(draw: st.DrawFn) -> Rules:
    """Rules that the parser would accept."""
    kinds = draw(st.lists(st.sampled_from(sorted(KINDS)), max_size=4, unique=True))
    return Rules(
        people_group=draw(st.sampled_from(["", "Support", "Gone"])),
        intake_groups=tuple(draw(st.lists(st.sampled_from(["Inbox", "Billing"]), unique=True, max_size=2))),
        kinds={k: KindRule(draw(st.sampled_from(Level)), draw(st.sampled_from(["", "Care", "Gone"]))) for k in kinds},
        extra_sensitive_kinds=draw(st.frozensets(st.sampled_from(sorted(KINDS)), max_size=2)),
        languages=tuple(draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True))),
        note_language=draw(st.sampled_from(LANGUAGES)),
    )


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A disclosed draft with a source."""
    text = CustomerText.drafted(draw(words.filter(str.strip)), draw(st.sampled_from(LANGUAGES)))
    return Draft(text=text, sources=(Source(ref="m1", kind="macro", title="An answer", body="…"),))


@st.composite
def learned(draw: st.DrawFn) -> Learned:
    """What an account's model may have learnt, with groups that are there and one that is not."""
    guess = st.builds(Guess, st.sampled_from(["Billing", "Care", "Gone"]), st.integers(0, 100))
    return Learned(
        group=draw(st.none() | guess), type=draw(st.none() | guess), priority=draw(st.none() | guess),
        tags=tuple(draw(st.lists(words.filter(str.strip), max_size=2))),
    )  # fmt: skip


@st.composite
def contexts(draw: st.DrawFn) -> Context:
    """Any circumstances, mostly with a draft at hand."""
    return Context(
        now=EPOCH + timedelta(hours=1),
        mode=draw(st.sampled_from(Mode)),
        at_work=draw(st.none() | st.booleans()),
        groups=GROUPS,
        prefers_human=draw(st.booleans()),
        channel=draw(st.sampled_from(["", *CHANNELS])),
        prior=draw(
            st.none() | st.builds(PriorNote, st.just("WH-PRIOR"), st.sampled_from(list(Level)[:3]), st.sampled_from(["", "9"]))
        ),
        budget_left=draw(st.booleans()),
        drawn_for_audit=draw(st.booleans()),
        draft=draw(st.none() | drafts()),
        blocked_field=draw(st.sampled_from(["", "cf_region"])),
        learned=draw(learned()),
    )
