"""Every language says everything, with the same blanks to fill."""

import string

import pytest

from connector.core import phrases
from connector.core.outside import FAILURES, OUTCOMES
from connector.core.taxonomy import EMOTIONS, KINDS, LANGUAGES, SENSITIVE_KINDS, STOP_CODES, VULNERABILITY, Urgency

TABLES = (
    "SENTENCES",
    "KIND_NAMES",
    "URGENCY_NAMES",
    "EMOTION_NAMES",
    "NEED_NAMES",
    "ROUTES",
    "NEXT_STEPS",
    "LANGUAGE_NAMES",
    "STOP_NAMES",
    "DOUBTS",
    "LEFT",
    "OUTSIDE_FAILURES",
    "REFUSALS",
)


def blanks(text: str) -> set[str]:
    """The names of the placeholders."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", TABLES)
def test_languages_agree(language: str, table: str) -> None:
    english, other = getattr(phrases, table)["en"], getattr(phrases, table)[language]
    assert set(other) == set(english)
    assert all(blanks(other[key]) == blanks(english[key]) for key in english)
    assert all(text.strip() for text in other.values())


def test_every_word_of_the_taxonomy_has_a_name() -> None:
    assert set(phrases.KIND_NAMES["en"]) == set(KINDS)
    assert set(phrases.EMOTION_NAMES["en"]) == set(EMOTIONS)
    assert set(phrases.NEED_NAMES["en"]) == set(VULNERABILITY)
    assert set(phrases.URGENCY_NAMES["en"]) == {urgency.name for urgency in Urgency}
    assert set(phrases.ROUTES["en"]) == SENSITIVE_KINDS
    assert set(phrases.NEXT_STEPS["en"]) == {*KINDS, *phrases.DOUBTS["en"], "draft"}
    assert set(phrases.STOP_NAMES["en"]) == STOP_CODES
    assert set(phrases.OUTSIDE_FAILURES["en"]) == set(FAILURES)
    assert {f"second_{outcome}" for outcome in OUTCOMES} <= set(phrases.SENTENCES["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_next_step_is_short_and_one_of_its_own(language: str) -> None:
    steps = phrases.NEXT_STEPS[language]
    assert [key for key, step in steps.items() if len(step) > 110 or step.endswith(".")] == []
    assert len(set(steps.values())) == len(steps)
