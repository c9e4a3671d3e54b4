"""HTML as text: whatever a customer sends, it is read, in time."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.note import Block, BlockKind, Note
from connector.kit.text import flatten_html, render_note


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\nThree"),
        ("<style>p { color: red }</style><p>Seen</p><script>alert(1)</script>", "Seen"),
        ("5 &lt; 6 &amp; <b>7</b>", "5 < 6 & 7"),
        ("<![foo bar]>kept", "kept"),
        ("a <b", "a <b"),
    ],
)
def test_blocks_become_lines_and_code_vanishes(markup: str, text: str) -> None:
    assert flatten_html(markup) == text


def test_lists_are_marked_where_steps_have_to_be_known() -> None:
    markup = (
        "<p>Do this:</p>\n<ol>\n<li>One</li>\n<li><p>Two</p><ul><li>a</li></ul></li>\n<li>Three</li></ol><p>Then.</p></li></ul>"
    )
    assert flatten_html(markup, marks_lists=True) == "Do this:\n1. One\n2. Two\n- a\n3. Three\n\nThen."
    assert flatten_html("<li>One</li>", marks_lists=True) == "One"
    assert "1." not in flatten_html(markup)


@given(st.text(alphabet="<>!-[]/aBp \"'=&;", max_size=200))
def test_nothing_raises(markup: str) -> None:
    flatten_html(markup)
    flatten_html(markup, marks_lists=True)


@pytest.mark.parametrize("unit", ["<a ", "<!--", "<![", "</", "<p><div>", "&#", '<a b="', "<ol><li>", "<li>"])
def test_time_grows_with_the_length_alone(unit: str) -> None:
    begun = time.thread_time()
    flatten_html(unit * (200_000 // len(unit)), marks_lists=True)
    assert time.thread_time() - begun < 3


def test_the_disclosure_of_a_draft_is_marked_for_machines_and_said_in_words() -> None:
    block = Block(BlockKind.DRAFT, ("Hello <Sam>,", "", "--", "By AI & Ann."), "de")
    markup = render_note(Note((block,)))
    assert markup == (
        "<blockquote>Hello &lt;Sam&gt;,<br><br>--<br>"
        '<em data-ai-disclosure="ai_drafted" lang="de">By AI &amp; Ann.</em></blockquote>'
    )
    assert flatten_html(re.sub(r"<em [^>]*>", "<em>", markup)) == flatten_html(markup) == "Hello <Sam>,\n\n--\nBy AI & Ann."
    assert Note.from_list(Note((block,)).as_list()) == Note((block,))
