"""Deltas: what changes, what stands, and how it is undone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.assessment import Assessment
from connector.core.context import Context
from connector.core.decision import decide
from connector.core.rules import Rules
from connector.core.ticket import Capability, Priority, Ticket
from connector.core.undo import inverse
from connector.core.update import OUR_TAGS, FieldChanges, FieldValues, TicketUpdate, applied
from connector.testing.strategies import assessments, contexts, rules, tickets


def after(ticket: Ticket, changes: FieldChanges) -> Ticket:
    """The ticket once the helpdesk has carried out the changes."""
    values = applied(FieldValues.of(ticket), changes)
    return replace(ticket, tags=values.tags, priority=values.priority, group_id=values.group_id)


@given(tickets(), assessments(), rules(), contexts())
def test_applying_twice_changes_nothing(ticket: Ticket, assessment: Assessment, rules: Rules, context: Context) -> None:
    update = decide(ticket, assessment, rules, context).update
    assert not update.against(after(ticket, update.against(ticket)))


@given(tickets(), assessments(), rules(), contexts())
def test_an_undo_restores_what_was(ticket: Ticket, assessment: Assessment, rules: Rules, context: Context) -> None:
    update = decide(ticket, assessment, rules, context).update
    changed = after(ticket, update.against(ticket))
    restored = after(changed, inverse(update, ticket).against(changed))
    assert FieldValues.of(restored) == FieldValues.of(ticket)


@given(tickets(), assessments(), rules(), contexts(), st.sampled_from(Priority))
def test_an_undo_skips_what_people_changed_since(
    ticket: Ticket, assessment: Assessment, rules: Rules, context: Context, chosen: Priority
) -> None:
    update = decide(ticket, assessment, rules, context).update
    changed = after(ticket, update.against(ticket))
    by_hand = replace(changed, priority=chosen, group_id="77", tags=changed.tags | {"by_hand"})
    restored = after(by_hand, inverse(update, ticket).against(by_hand))
    assert restored.group_id == "77"
    assert "by_hand" in restored.tags
    if chosen != changed.priority:
        assert restored.priority == chosen


@given(tickets(), assessments(), rules(), contexts(), st.frozensets(st.sampled_from(Capability)))
def test_a_restriction_only_takes_away(
    ticket: Ticket, assessment: Assessment, rules: Rules, context: Context, allowed: frozenset[Capability]
) -> None:
    update = decide(ticket, assessment, rules, context).update
    rest = update.restricted_to(allowed)
    assert rest.restricted_to(allowed) == rest
    assert rest.add_tags <= update.add_tags
    assert rest.note in (None, update.note)


def test_only_our_own_tags_can_be_touched() -> None:
    with pytest.raises(ValueError, match="not our tags"):
        TicketUpdate(add_tags=frozenset({"vip"}))


def test_every_tag_fits_both_helpdesks() -> None:
    """Freshdesk states 32 characters; commas, colons and blanks mean something to one of the two."""
    assert all(len(tag) <= 32 and tag.startswith("ai_") and tag.replace("_", "").isalnum() for tag in OUR_TAGS)


def test_stored_values_come_back_as_they_were() -> None:
    values = FieldValues(frozenset({"vip", "ai_draft"}), Priority.HIGH, "3")
    assert FieldValues.from_dict(values.as_dict()) == values
