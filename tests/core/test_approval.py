"""A grant to send exists only by a person's word on that very text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.approval import Approval, SendGrant, digest_of, grant_for, require_name
from connector.core.checkin import check_in_body
from connector.core.checkin_words import ASKABLE
from connector.core.disclosure import CustomerText
from connector.core.taxonomy import LANGUAGES
from connector.kit.text import flatten_html, render_reply
from connector.port import Write
from connector.testing.strategies import EPOCH

NAME = "Kim Berg"
TEXT = CustomerText.drafted("Is it working now?", "en", checked_by=NAME)
APPROVAL = Approval(ticket="41", digest=digest_of(TEXT.text), name=NAME, at=EPOCH)


def test_an_approval_grants_its_text_on_its_ticket_and_nothing_else() -> None:
    grant = grant_for(APPROVAL, TEXT)
    grant.require("41", TEXT)
    with pytest.raises(ValueError, match="another text or another ticket"):
        grant.require("42", TEXT)
    with pytest.raises(ValueError, match="another text or another ticket"):
        grant.require("41", CustomerText.drafted("Is it broken now?", "en", checked_by=NAME))


@pytest.mark.parametrize(
    "text",
    [
        CustomerText.sent("Is it working now?", "en"),
        CustomerText.drafted("Is it working now?", "en"),
        CustomerText.drafted("Is it working now?", "en", checked_by="Somebody Else"),
        CustomerText.drafted("Is it working now, really?", "en", checked_by=NAME),
        CustomerText.written_by_person("Is it working now?", "en", name=NAME),
    ],
)
def test_no_other_text_is_granted(text: CustomerText) -> None:
    with pytest.raises(ValueError, match=r"who checked it|approve it again"):
        grant_for(APPROVAL, text)


@pytest.mark.parametrize("arguments", [(), (APPROVAL,), ("41", APPROVAL.digest)])
def test_a_grant_has_no_other_maker(arguments: tuple[object, ...]) -> None:
    with pytest.raises(TypeError, match="recorded approval"):
        SendGrant(*arguments)


def test_a_reply_without_a_grant_is_no_write_and_a_note_takes_none() -> None:
    values = {"carries_note": False, "quarantine": 5.0, "request": {}}
    grant = grant_for(APPROVAL, TEXT)
    assert Write(name="reply", grant=grant, **values).grant is grant  # type: ignore[arg-type]
    for name, given_grant in (("reply", None), ("note", grant)):
        with pytest.raises(ValueError, match="a reply needs a grant"):
            Write(name=name, grant=given_grant, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", " ", "7", "a" * 61, "Kim\u202eBerg", "{name}", "<b>Kim</b>", "Kim\x00"])
def test_a_name_is_a_name(name: str) -> None:
    with pytest.raises(ValueError, match="write the name of the person"):
        require_name(name)
    with pytest.raises(ValueError, match="write the name of the person"):
        grant_for(replace(APPROVAL, name=name), TEXT)


@given(
    st.sampled_from(ASKABLE), st.sampled_from(LANGUAGES), st.sampled_from(["Kim Berg", "Seán O’Neill", "Jürgen & Zoë (Team B)"])
)
def test_a_text_is_known_again_however_it_comes_back(kind: str, language: str, name: str) -> None:
    text = CustomerText.drafted(check_in_body(kind, language), language, checked_by=name)
    markup = render_reply(text)
    assert digest_of(flatten_html(markup)) == digest_of(text.text)
    assert digest_of(text.text.replace("\n\n", "\n> ").upper()) == digest_of(text.text)
    assert digest_of(text.text.replace(name, "Ann")) != digest_of(text.text)
