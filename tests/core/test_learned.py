"""What was learnt is a hint: a group where nobody said one, words in the note, and nothing else, whatever it says."""

from dataclasses import replace

import pytest
from hypothesis import given

from connector.core.assessment import Assessment
from connector.core.context import Context
from connector.core.correction import Said
from connector.core.decision import decide
from connector.core.learned import NOTHING_LEARNED, Guess, Learned
from connector.core.rules import Rules, parse_rules
from connector.core.taxonomy import LANGUAGES, Level, Urgency
from connector.core.ticket import Priority, Ticket
from connector.testing.strategies import EPOCH, GROUPS, assessments, contexts, rules, tickets

READ = Assessment(language="en", primary="how_to", urgency=Urgency.U1, confidence=0.9, emotions={})
LEARNED = Learned(group=Guess("Billing", 91), type=Guess("question", 80), priority=Guess("high", 77), tags=("vat", "refund_2026"))
CONTEXT = Context(now=EPOCH, groups=GROUPS, learned=LEARNED)
RULES = parse_rules("people_group: Support").rules


@given(tickets(), assessments(), rules(), contexts())
def test_it_changes_nothing_but_the_group_and_the_note(
    ticket: Ticket, assessment: Assessment, rules: Rules, context: Context
) -> None:
    with_it = decide(ticket, assessment, rules, context)
    without = decide(ticket, assessment, rules, replace(context, learned=NOTHING_LEARNED))
    assert with_it.level is without.level
    assert with_it.draft == without.draft
    same = replace(with_it.update, note=None, group_id=None), replace(without.update, note=None, group_id=None)
    assert same[0] == same[1]
    if without.level is Level.L0:
        assert with_it == without


@given(tickets(), assessments(), rules(), contexts())
def test_a_rule_and_a_colleague_come_first(ticket: Ticket, assessment: Assessment, rules: Rules, context: Context) -> None:
    decision = decide(ticket, assessment, rules, context)
    if rules.names_group(assessment.primary) and not context.said.kind:
        assert all(reason.code != "learned_group" for reason in decision.reasons)
    spoken = decide(ticket, assessment, rules, replace(context, said=Said(group="Care")))
    assert spoken.group == "Care"


def a_note(context: Context, rules: Rules = RULES) -> str:
    """The note on a plain ticket."""
    from connector.core.ticket import Author, Channel, Message, Requester, Status

    message = Message(id="1", author=Author.REQUESTER, public=True, text="How?", created_at=EPOCH)
    ticket = Ticket(
        id="1", subject="", status=Status.OPEN, channel=Channel.EMAIL, requester=Requester(id="7"), messages=(message,),
        stamp="v1", created_at=EPOCH, updated_at=EPOCH, priority=Priority.LOW,
    )  # fmt: skip
    note = decide(ticket, READ, rules, context).update.note
    assert note is not None
    return note.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_note_tells_it_in_every_language(language: str) -> None:
    text = a_note(CONTEXT, replace(RULES, note_language=language))
    assert all(word in text for word in ("Billing", "91", "question", "high", "vat, refund_2026"))
    assert "Support" not in text


def test_where_the_rules_name_a_group_history_keeps_quiet_about_it() -> None:
    text = a_note(CONTEXT, parse_rules("people_group: Support\nhow_to: group Care").rules)
    assert "Care" in text
    assert "Billing" not in text
    assert "vat" in text


def test_a_group_that_is_gone_is_not_named() -> None:
    text = a_note(replace(CONTEXT, learned=replace(LEARNED, group=Guess("Gone", 91))))
    assert "Gone" not in text
    assert "Right group: Support." in text


def test_nothing_learnt_is_no_word_about_it() -> None:
    assert "history" not in a_note(replace(CONTEXT, learned=NOTHING_LEARNED))
