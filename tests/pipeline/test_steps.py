"""What CRASH_AT accepts, and that every step is passed."""

import pytest

from connector.errors import ConfigurationError
from connector.steps import STEPS, crash_at, parse_crash, step, watching


def test_a_step_and_a_number() -> None:
    assert parse_crash("commit.after:3") == ("commit.after", 3)
    crash_at("")  # nothing happens


@pytest.mark.parametrize("text", ["commit.after", "commit.after:0", "commit.after:x", "somewhere:1", ":1", "commit.after:¹"])
def test_anything_else_is_refused_so_that_no_test_passes_by_doing_nothing(text: str) -> None:
    with pytest.raises(ConfigurationError, match="CRASH_AT must be one of"):
        crash_at(text)


def test_watchers_are_told_while_they_watch() -> None:
    passed: list[str] = []
    step(STEPS[0])
    with watching(passed.append):
        step(STEPS[1])
        with watching(lambda _label: None):
            step(STEPS[2])
        step(STEPS[3])
    step(STEPS[0])
    assert passed == [STEPS[1], STEPS[3]]
