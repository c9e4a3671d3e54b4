"""Whether a reply still says that AI had a part in it, small edits allowed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.answer import compare_reply
from connector.core.disclosure import FIRST_LINES, FOOTERS, PERSON_LINES, CustomerText, fill
from connector.core.disclosure_trace import trace_disclosure
from connector.core.taxonomy import LANGUAGES

languages = st.sampled_from(LANGUAGES)
BODY = "Hello Sam,\n\npour the descaler in and press the steam button for two seconds.\n\nKind regards"


@given(st.text(max_size=200), languages, st.sampled_from(["", "Ann", "Björn van der Berg"]))
def test_an_untouched_notice_is_found_and_nothing_else_is_taken(body: str, language: str, name: str) -> None:
    reply = CustomerText.drafted(f"X {body}", language, checked_by=name).text
    trace = trace_disclosure(reply, language)
    assert trace.says_ai
    assert trace.rest.startswith("X")
    assert len(trace.rest) <= len(body) + 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reply_without_a_notice_has_none(language: str) -> None:
    for reply in ("", BODY, PERSON_LINES[language].format(name="Ann"), f"{BODY}\nAI KI IA human Mensch persona"):
        assert not trace_disclosure(reply, language).says_ai


@pytest.mark.parametrize(
    ("notice", "says_ai"),
    [
        ("A first version of this reply was drafted with AI and checked by Ann Ito, Support.", False),  # the way out is gone
        ("A first version of this reply was drafted with AI, and checked by me. Reply “human” if you would rather hear from a person!", True),
        ("a first version of this reply\nwas drafted with AI and checked by Ann. Reply \"human\" if you would\nrather hear from a person", True),
        ("A first version of this reply was drafted and checked by Ann. Reply “human” if you would rather hear from a person.", False),
        (FIRST_LINES["en"], True),
        ("This reply was written by a person: Ann.", False),
    ],
)  # fmt: skip
def test_small_edits_are_allowed_and_leaving_out_ai_is_none_of_them(notice: str, says_ai: bool) -> None:
    assert trace_disclosure(f"{BODY}\n\n--\n{notice}", "en").says_ai is says_ai


def test_the_notice_of_the_draft_itself_counts() -> None:
    own = "{name} checked this; an AI had prepared it. Answer with “person” and one of us writes back."
    assert trace_disclosure(f"{BODY}\n{fill(own, 'en', 'Ann')}", "en", own).says_ai
    assert not trace_disclosure(f"{BODY}\n{fill(own, 'en', 'Ann')}", "en").says_ai


@given(languages)
def test_what_is_left_is_what_the_agent_wrote(language: str) -> None:
    reply = f"{BODY}\n\n--\n{fill(FOOTERS[language], language)}"
    assert compare_reply(BODY, trace_disclosure(reply, language).rest).distance < 0.05


def test_a_long_reply_is_looked_through_quickly() -> None:
    assert not trace_disclosure("a reply was drafted by a person and " * 3000, "en").says_ai
