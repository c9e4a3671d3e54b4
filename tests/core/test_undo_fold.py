"""Undoing as a fold: what people set stands, even where it is what we had set earlier."""

from dataclasses import replace

from connector.core.ticket import Priority
from connector.core.undo import Image, restored
from connector.core.update import FieldValues

FOUND = FieldValues(tags=frozenset(), priority=Priority.LOW, group_id=None)
FIRST = replace(FOUND, group_id="support", priority=Priority.NORMAL)
SECOND = replace(FIRST, group_id="billing", priority=Priority.HIGH)
IMAGES = (Image(FOUND, FIRST), Image(FIRST, SECOND))


def test_both_writes_are_taken_back() -> None:
    assert restored(IMAGES, SECOND) == FOUND


def test_a_person_who_returns_to_our_earlier_choice_is_heard() -> None:
    now = replace(SECOND, group_id="support")
    assert restored(IMAGES, now) == replace(FOUND, group_id="support")
    now = replace(SECOND, priority=Priority.NORMAL)
    assert restored(IMAGES, now) == replace(FOUND, priority=Priority.NORMAL)


def test_what_people_set_between_two_writes_comes_back() -> None:
    between = replace(FIRST, group_id="care")
    assert restored((Image(FOUND, FIRST), Image(between, SECOND)), SECOND).group_id == "care"
