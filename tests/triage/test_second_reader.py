"""A second reader adds caution or settles a doubt, and can take nothing away."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from connector.core.assessment import Assessment
from connector.core.context import Context
from connector.core.outside import SecondReading
from connector.core.rules import Rules
from connector.core.taxonomy import KINDS, SENSITIVE_KINDS, Urgency
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.errors import NoAnswer
from connector.outside import may_read_again
from connector.question import AnswerT, Question
from connector.testing.strategies import EPOCH, assessments
from connector.triage.second_reader import ReadMessage, SecondReader

TEXT = "My machine hums. How do I clean it? I also want my money back, and my mother died."
SURE = Assessment(
    language="en", primary="how_to", urgency=Urgency.U1, confidence=0.9, emotions={}, runner_up="refund_request",
    runner_up_confidence=0.3,
)  # fmt: skip
UNSURE = replace(SURE, confidence=0.4, abstained=True, reason="low_confidence")
ALWAYS = Rules(outside_model="both", second_reader="always")


class Script:
    """A model that gives what it is told, in the agreed form or not at all."""

    name = "tiny"

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.asked: list[Question[Any]] = []

    def ask(self, account: str, question: Question[AnswerT]) -> AnswerT:
        """Answer, or fail."""
        self.asked.append(question)
        if isinstance(self.answer, str):
            raise NoAnswer(self.answer)
        return question.answer.model_validate(self.answer)


def a_ticket(text: str = TEXT) -> Ticket:
    """A ticket with this message."""
    message = Message(id="1", author=Author.REQUESTER, public=True, text=text, created_at=EPOCH)
    return Ticket(
        id="1", subject="", status=Status.OPEN, channel=Channel.EMAIL, requester=Requester(id="7"), messages=(message,), stamp="",
        created_at=EPOCH, updated_at=EPOCH,
    )  # fmt: skip


def read(first: Assessment, *findings: tuple[str, str], sure: bool = True) -> Assessment:
    """What both readings come to."""
    answer = {"findings": [{"kind": kind, "quote": quote} for kind, quote in findings], "sure": sure}
    return SecondReader(Script(answer), "acme", ()).read(a_ticket(), first)


def outcome(reading: Assessment) -> str:
    """What the second reading came to."""
    assert reading.second is not None
    return reading.second.failed or reading.second.outcome


def test_agreement_changes_nothing() -> None:
    both = read(SURE, ("how_to", "How do I clean it?"))
    assert outcome(both) == "agrees"
    assert replace(both, second=None) == SURE


def test_a_doubt_is_settled_on_what_the_first_thought_likely_too() -> None:
    both = read(UNSURE, ("refund_request", "I also want my money back"), ("bug_or_outage", "My machine hums"))
    assert outcome(both) == "settled"
    assert (both.abstained, both.primary, both.also) == (False, "refund_request", ("bug_or_outage",))
    assert (both.confidence, both.runner_up) == (0.3, "how_to")
    assert both.quotes("kind:refund_request") == ("I also want my money back",)
    assert both.is_settled_outside


@pytest.mark.parametrize(
    ("findings", "sure"),
    [([("warranty", "My machine hums")], True), ([("how_to", "How do I clean it?")], False)],
)
def test_a_doubt_stays_where_they_do_not_meet(findings: list[tuple[str, str]], sure: bool) -> None:
    both = read(UNSURE, *findings, sure=sure)
    assert outcome(both) == "undecided"
    assert replace(both, second=None) == UNSURE


def test_what_else_is_in_it_is_added() -> None:
    both = read(SURE, ("refund_request", "I also want my money back"))
    assert outcome(both) == "adds"
    assert (both.primary, both.also) == ("how_to", ("refund_request",))


@pytest.mark.parametrize("first", [SURE, UNSURE])
def test_something_sensitive_goes_to_people(first: Assessment) -> None:
    both = read(first, ("how_to", "How do I clean it?"), ("bereavement", "my mother died"))
    assert outcome(both) == "sensitive"
    assert (both.primary, both.must_reach_human, both.abstained) == ("bereavement", True, False)
    assert both.urgency is Urgency.U2
    assert "how_to" in both.also


@pytest.mark.parametrize("quote", ["I want my money back now", "", "  ", "my MOTHER died"])
def test_a_quote_that_is_not_the_customers_is_no_reading(quote: str) -> None:
    both = read(UNSURE, ("refund_request", quote))
    assert outcome(both) == "ungrounded"
    assert replace(both, second=None) == UNSURE


@pytest.mark.parametrize("why", ["unreachable", "budget", "resting", "unreadable"])
def test_no_answer_leaves_the_first_reading_as_it_is(why: str) -> None:
    both = SecondReader(Script(why), "acme", ()).read(a_ticket(), UNSURE)
    assert outcome(both) == why
    assert replace(both, second=None) == UNSURE


@pytest.mark.parametrize(
    "answer",
    [
        {"findings": [{"kind": "vip_treatment", "quote": "x"}], "sure": True},
        {"findings": [], "sure": True},
        {"findings": [{"kind": "how_to", "quote": "x", "tag": "vip"}], "sure": True},
        {"findings": [{"kind": "how_to", "quote": "x"}], "sure": True, "group": "Billing"},
        {"findings": [{"kind": "how_to", "quote": "x"}]},
    ],
)  # fmt: skip
def test_the_form_is_closed(answer: Any) -> None:
    with pytest.raises(ValidationError):
        ReadMessage.model_validate(answer)


def test_the_form_names_every_kind() -> None:
    schema = ReadMessage.model_json_schema()
    assert schema["$defs"]["_Finding"]["properties"]["kind"]["enum"] == list(KINDS)


quotes = st.sampled_from(["My machine hums", "How do I clean it?", "my mother died"])


@given(
    assessments(), st.lists(st.tuples(st.sampled_from(sorted(KINDS)), quotes), min_size=1, max_size=4, unique_by=lambda f: f[0]),
    st.booleans(),
)  # fmt: skip
def test_no_answer_at_all_takes_caution_away(first: Assessment, findings: list[tuple[str, str]], sure: bool) -> None:
    """Whatever a model says, of whatever reading: what may be read at all never becomes less careful than it was."""
    context = Context(now=EPOCH)
    if not may_read_again(a_ticket(), first, ALWAYS, context):
        return
    both = read(first, *findings, sure=sure)
    assert both.urgency >= first.urgency
    assert set(first.stops) <= set(both.stops)
    assert set(first.kinds) <= set(both.kinds) or both.is_settled_outside or both.must_reach_human
    assert both.must_reach_human == any(kind in SENSITIVE_KINDS for kind, _ in findings)
    if first.abstained and not both.abstained:
        assert both.must_reach_human or (sure and both.primary in (first.primary, first.runner_up))


@given(assessments(sensitive=True))
def test_nothing_sensitive_is_ever_shown(first: Assessment) -> None:
    assert not may_read_again(a_ticket(), first, ALWAYS, Context(now=EPOCH))


@pytest.mark.parametrize(
    ("change", "rules", "context", "may"),
    [
        ({}, ALWAYS, Context(now=EPOCH), True),
        ({}, replace(ALWAYS, second_reader="unsure"), Context(now=EPOCH), False),
        ({"abstained": True, "reason": "low_confidence"}, replace(ALWAYS, second_reader="unsure"), Context(now=EPOCH), True),
        ({"abstained": True, "reason": "out_of_scope"}, replace(ALWAYS, outside_model="second_reader"), Context(now=EPOCH), True),
        ({"abstained": True, "reason": "maybe_sensitive"}, ALWAYS, Context(now=EPOCH), False),
        ({"abstained": True, "reason": "attachment_only"}, ALWAYS, Context(now=EPOCH), False),
        ({"abstained": True, "reason": "model_failed"}, ALWAYS, Context(now=EPOCH), False),
        ({"language": "pl"}, ALWAYS, Context(now=EPOCH), False),
        ({}, replace(ALWAYS, outside_model="drafts"), Context(now=EPOCH), False),
        ({}, replace(ALWAYS, outside_model="off"), Context(now=EPOCH), False),
        ({}, replace(ALWAYS, extra_sensitive_words=("hums",)), Context(now=EPOCH), False),
        ({}, replace(ALWAYS, extra_sensitive_kinds=frozenset({"how_to"})), Context(now=EPOCH), False),
        ({}, ALWAYS, Context(now=EPOCH, prefers_human=True), False),
    ],
)  # fmt: skip
def test_who_may_be_shown_what(change: dict[str, Any], rules: Rules, context: Context, may: bool) -> None:
    assert may_read_again(a_ticket(), replace(SURE, **change), rules, context) is may


def test_a_reading_is_kept_with_its_second() -> None:
    both = read(SURE, ("refund_request", "I also want my money back"))
    assert Assessment.from_dict(both.as_dict()) == both
    assert "second" not in SURE.as_dict()
    with pytest.raises(ValueError, match="outcome"):
        SecondReading("tiny", "failed")
