"""How a customer wishes to be reached: what was heard last counts, and where such a ticket goes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.assessment import Assessment, ContactWish
from connector.core.context import Context
from connector.core.decision import Decision, decide, may_draft
from connector.core.phrases.wishes import REMEMBERED_CHANNELS
from connector.core.rules import Rules, parse_rules
from connector.core.taxonomy import LANGUAGES, Level, Urgency
from connector.core.ticket import Ticket
from connector.core.wishes import CHANNELS, UNWRITTEN, HeardChannel, heard_channel
from connector.core.words import Reason
from connector.testing.strategies import EPOCH

GROUPS = {"support": "1", "inbox": "2", "billing": "3", "callbacks": "9"}
RULES = Rules(people_group="Support", call_group="Callbacks")


def decided(ticket: Ticket, reading: Assessment, *, rules: Rules = RULES, **context: object) -> Decision:
    return decide(ticket, reading, rules, Context(now=EPOCH, groups=GROUPS, **context))  # type: ignore[arg-type]


def hearing(reading: Assessment, *said: tuple[str, bool]) -> Assessment:
    """The same reading, of a message that says so besides."""
    return replace(reading, contact_wishes=tuple(ContactWish(channel, wanted, "so") for channel, wanted in said))


def test_a_reading_that_says_nothing_of_it_says_nothing(a_reading: Assessment) -> None:
    assert heard_channel(a_reading) == HeardChannel()


@pytest.mark.parametrize(
    ("said", "remembered", "counts"),
    [
        ((), "call", "call"),
        ((("email", True),), "call", "email"),
        ((("call", True), ("email", True)), "", "email"),
        ((("call", False),), "call", ""),
        ((("call", False),), "letter", "letter"),
        ((("call", True), ("call", False)), "", ""),
        ((("call", False), ("email", True)), "call", "email"),
        ((("in_person", True),), "call", "call"),
    ],
)
def test_the_last_word_counts(a_reading: Assessment, said: tuple[tuple[str, bool], ...], remembered: str, counts: str) -> None:
    assert heard_channel(hearing(a_reading, *said)).over(remembered) == counts


@given(
    said=st.lists(st.tuples(st.sampled_from([*CHANNELS, "in_person"]), st.booleans())),
    remembered=st.sampled_from(["", *CHANNELS]),
)
def test_what_is_refused_last_never_counts(said: list[tuple[str, bool]], remembered: str) -> None:
    plain = Assessment(language="en", primary="how_to", urgency=Urgency.U1, confidence=0.9, emotions={})
    heard = heard_channel(hearing(plain, *said))
    counts = heard.over(remembered)
    assert counts in {"", *CHANNELS}
    assert {channel: wanted for channel, wanted in said}.get(counts, True)  # noqa: C416 - the last word of each
    assert heard.over(counts) == counts


def test_who_asks_to_be_called_goes_to_those_who_call_and_gets_no_draft(a_ticket: Ticket, a_reading: Assessment) -> None:
    plain = decided(a_ticket, a_reading)
    assert (plain.group, plain.remembers_channel) == ("Support", None)
    assert may_draft(a_ticket, a_reading, RULES, Context(now=EPOCH))
    a_reading = hearing(a_reading, ("call", True))
    called = decided(a_ticket, a_reading)
    assert (called.group, called.update.group_id, called.remembers_channel) == ("Callbacks", "9", "call")
    assert (called.level, called.withheld) == (Level.L1, (Reason("draft_withheld"),))
    assert not may_draft(a_ticket, a_reading, RULES, Context(now=EPOCH))
    assert decided(a_ticket, a_reading, rules=Rules(people_group="Support")).group == "Support"


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_draft_serves_only_where_a_written_reply_does(a_ticket: Ticket, a_reading: Assessment, channel: str) -> None:
    assert may_draft(a_ticket, a_reading, RULES, Context(now=EPOCH, channel=channel)) is (channel not in UNWRITTEN)


def test_the_rule_of_a_kind_yields_and_a_colleague_does_not(a_ticket: Ticket, a_reading: Assessment) -> None:
    rules = parse_rules("how_to: L1, group Billing", RULES).rules
    assert decided(a_ticket, a_reading, rules=rules).group == "Billing"
    assert decided(a_ticket, a_reading, rules=rules, channel="call").group == "Callbacks"
    said = replace(Context(now=EPOCH).said, group="Inbox")
    assert decided(a_ticket, a_reading, rules=rules, channel="call", said=said).group == "Inbox"


@pytest.mark.parametrize(
    ("kind", "group"),
    [("human_request", "Callbacks"), ("bereavement", "Support"), ("self_harm", "Support"), ("danger", "Support")],
)
def test_whoever_is_in_danger_or_grief_stays_with_those_who_are_there_for_it(
    a_ticket: Ticket, a_reading: Assessment, kind: str, group: str
) -> None:
    assert decided(a_ticket, replace(a_reading, primary=kind), channel="call").group == group


def test_a_refusal_ends_what_was_remembered(a_ticket: Ticket, a_reading: Assessment) -> None:
    assert decided(a_ticket, a_reading, channel="call").remembers_channel is None
    a_reading = hearing(a_reading, ("call", False))
    ended = decided(a_ticket, a_reading, channel="call")
    assert (ended.remembers_channel, ended.group) == ("", "Support")
    assert decided(a_ticket, a_reading).remembers_channel is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", CHANNELS)
def test_the_note_says_what_is_remembered_first(a_ticket: Ticket, a_reading: Assessment, language: str, channel: str) -> None:
    note = decided(a_ticket, a_reading, rules=replace(RULES, note_language=language), channel=channel).update.note
    assert note is not None
    sentence = REMEMBERED_CHANNELS[language][channel]
    assert [block.lines[0] for block in note.blocks if sentence in block.lines] == [sentence]


def test_the_words_are_there_in_every_language_and_differ() -> None:
    assert set(REMEMBERED_CHANNELS) == set(LANGUAGES)
    assert all(list(words) == list(CHANNELS) for words in REMEMBERED_CHANNELS.values())
    everything = [sentence for words in REMEMBERED_CHANNELS.values() for sentence in words.values()]
    assert len(set(everything)) == len(LANGUAGES) * len(CHANNELS)


@pytest.mark.parametrize(("line", "days"), [("", 90.0), ("prefer_human_days: 1", 1.0), ("prefer_human_days: 3650", 3650.0)])
def test_the_time_of_a_wish_is_a_rule(line: str, days: float) -> None:
    parsed = parse_rules(line)
    assert (parsed.rules.prefer_human_days, parsed.errors) == (days, ())


@pytest.mark.parametrize(
    ("word", "is_on"), [("on", True), ("TRUE", True), ("yes", True), ("off", False), ("false", False), ("No", False)]
)
def test_marks_are_switched_by_word(word: str, is_on: bool) -> None:
    assert parse_rules(f"mark_requesters: {word}").rules.mark_requesters is is_on
