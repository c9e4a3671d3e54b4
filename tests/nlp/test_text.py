"""Reading never fails, keeps to what stands in the input, and takes time in proportion to it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.nlp.characters import composed, visible_text
from connector.nlp.text import read_text, sentences

#: Pieces that readers of mail stumble over; drawn in any order and number.
PIECES = st.sampled_from(
    [
        "> ", ">> quoted", "On 2 Nov 2026 Ann <a@b.c> wrote:", "Am 2.11. schrieb X:", "-- ", "--", "__________", "Sent from my iPhone",
        "From: Ann <a@b.c>", "Sent: Monday", "Subject: Re: x", "Begin forwarded message:", "---------- Forwarded message ---------",
        "Agent: hello", "Customer: hi", "[00:12] Kunde:", "Ann 10:15", "Name: Ann", "Message:", "Rating: 3/5", "Comment: bad", "★★★",
        "Best regards", "Tel. +49 170 1234567", "www.example.com", "this e-mail is confidential and intended for the recipient, delete it",
        "", " ", "\t", "\u200b", "\u202e", "\ufeff", "e\u0301", "\u2028", "\r", "see attached", "Where is my order?", "\U000e0041\U000e0042",
        "<p style='display:none'>", "</p>", "<!--", "-->", "<![", "&amp", "<a href='", "<blockquote type=cite>", "<br>", "<script>",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=25).map("\n".join),
    st.lists(PIECES).map("".join),
)


@given(TEXTS, st.text(max_size=60), TEXTS, st.booleans(), st.text(max_size=20))
def test_any_text_is_read_and_every_line_stands_in_it(body: str, subject: str, html: str, spoken: bool, name: str) -> None:
    reading = read_text(subject, body, is_transcript=spoken, requester_name=name)
    seen = composed(visible_text(body))
    for part in (reading.own, reading.quoted, reading.signature, *(value for _, value in reading.fields)):
        assert all(line in seen for line in part.splitlines())
    assert reading.text == f"{' '.join(composed(visible_text(subject)).split())}\n{reading.own}".strip()
    for sentence in sentences(reading.own):
        assert sentence in reading.own
    read_text(subject, body, html=html)
    marked_up = "".join(visible_text(read_text("", "", html=html).own).split())
    assert all(letter in composed(visible_text(html)) or "&" in html for letter in marked_up)


@given(TEXTS)
def test_no_number_is_lost_where_nobody_speaks(body: str) -> None:
    reading = read_text("", body)
    parts = "".join([reading.own, reading.quoted, reading.signature, *(part for field in reading.fields for part in field)])
    assert reading.is_transcript or all(c in parts for c in composed(visible_text(body)) if c.isdecimal())


ADVERSARIES = [
    "> ", "On a wrote: ", "On 1 ", "On 1\n", "From: a\n", "From: a@b\nSent: x\n", "<p style=", "a" * 50 + " ", "a", "Agent: x\n", "((((", "-- \n", "--",
    "_", "*", "[", "[00:12] ", "00:12 ", "1", "1 ", "1:", "Ann 10:15\n", "\n", " ", "\t", ":", ": ", "?", "a:", "a.", "<", "<a ", '<a "', "<a =\"", "<!--",
    "<![", "<?", "</", "</a>", "<div>", "<b><div></b>", "<td>", "<script>", "&", "&#", "&amp", "<p style='color:#fff'>x", "\u200b", "a\u200b", "\u202ea",
    "\U000e0041", "\ufe0f", "\u0301", "\u0300\u0327", "e\u0301", "\u00e9", "Name: a\n", "Message: a\nName: b\n", "Rate: 1/5\n", "Rating?\n3\n", "★",
    "confidential recipient e-mail delete\n", "intended for ", "sent from my iphone ", "von meinem ", "www.", "@a", "a@", "<a@b.c> wrote:\n", "begin forwarded message:\n",
    "Re: ", "IMG.pdf ", "\ud800", "\r", "\u2028", "best regards\n1234567\n", "=", "- ", "ß", "İ",
]  # fmt: skip


@pytest.mark.parametrize("piece", ADVERSARIES)
def test_reading_is_linear_in_the_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.thread_time()
        read_text(text, text, html=text, is_transcript=True, requester_name=piece)
        read_text("", f"x {text}")
        return time.thread_time() - start

    seconds(1000)
    # A collection of all objects of the whole suite may fall into one try and takes seconds; it does not fall into three.
    assert any(seconds(200_000) < 4 * seconds(100_000) + 0.3 for _ in range(3))
