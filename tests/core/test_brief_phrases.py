"""The words of the brief: every language says everything, with the same blanks to fill, and short enough to be read."""

import pytest

from connector.core import brief_phrases
from connector.core.taxonomy import CHANNELS, LANGUAGES, SENSITIVE_KINDS
from tests.core.test_phrases import blanks


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", ["BRIEF", "CHANNEL_NAMES", "AVOID"])
def test_languages_agree(language: str, table: str) -> None:
    english, other = getattr(brief_phrases, table)["en"], getattr(brief_phrases, table)[language]
    assert set(other) == set(english)
    assert all(blanks(other[key]) == blanks(english[key]) for key in english)
    assert all(text.strip() for text in other.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_to_leave_out_is_one_short_line_a_kind(language: str) -> None:
    lines = brief_phrases.AVOID[language]
    assert set(lines) == SENSITIVE_KINDS
    assert [kind for kind, line in lines.items() if len(line) > 125 or line.endswith(".")] == []
    assert len(set(lines.values())) == len(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_channels_and_months_have_names(language: str) -> None:
    assert set(brief_phrases.CHANNEL_NAMES[language]) == set(CHANNELS)
    assert len(set(brief_phrases.WEEKDAYS[language])) == 7
    assert len(set(brief_phrases.MONTHS[language])) == 12
