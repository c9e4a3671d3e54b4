"""Answers of a Freshdesk account: folder by folder, in every language of the portal, and nothing that is not public."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connector.errors import HandoffError
from connector.port import Helpdesk
from connector.testing.answers import answer_pages, read_answers
from connector.testing.faults import Fault

Acc = Any  # the fixture's own type lives in conftest.py, which cannot be imported here


def article(title: str, **more: Any) -> dict[str, Any]:
    """An article."""
    return {"kind": "article", "language": "en", "title": title, "body": f"{title} text.", "published": True, **more}


def test_every_translation_is_a_source_of_its_own(account: Acc) -> None:
    texts = {
        "de": {"title": "Rückgabe", "body": "Text."},
        "pt-BR": {"title": "Devolução", "body": "Texto."},
        "fr": {"title": "Retour", "body": "Brouillon.", "published": False},
        "ja-JP": {"title": "返品", "body": "…"},
    }
    account.sandbox.load_knowledge([article("Returns", translations=texts)])
    found = read_answers(account.desk)
    assert {(source.title, source.language) for source in found} == {("Returns", "en"), ("Rückgabe", "de"), ("Devolução", "pt")}
    assert len({source.ref for source in found}) == 3
    assert next(s.url for s in found if s.language == "de").startswith(f"{account.url}/de/support/solutions/articles/")


def test_what_only_some_portals_show_answers_nobody(account: Acc) -> None:
    account.sandbox.load_knowledge(
        [article("For all"), article("Of one", brand="Globex"), article("Of another", brand="Initech")]
    )
    by_title = {source.title: source.brand for source in read_answers(account.desk)}
    ticket = account.customer_writes()
    usable = {title for title, brand in by_title.items() if brand in ("", ticket.brand)}
    assert usable == {"For all"}
    assert by_title["Of one"] == by_title["Of another"] != ""


def test_a_key_without_rights_says_what_is_left_out(account: Acc) -> None:
    account.sandbox.values["admin_key"] = False
    account.sandbox.load_knowledge([article("Returns", translations={"de": {"title": "Rückgabe", "body": "x"}})])
    pages = list(answer_pages(account.desk))
    assert [source.title for page in pages for source in page.sources] == ["Returns"]
    assert [page.remark.partition(" to an")[0] for page in pages if page.remark] == [
        "Freshdesk shows canned responses", "Freshdesk shows the languages of the portal",
    ]  # fmt: skip


def is_told(desk: Helpdesk, cursor: str) -> bool:
    """Whether trouble with this call shows: as an error, or as a remark on what may not be read."""
    try:
        return bool(desk.knowledge(cursor).remark)
    except HandoffError:
        return True


def test_trouble_at_every_call_is_an_error_and_the_same_cursor_goes_on(account: Acc) -> None:
    account.sandbox.load_knowledge([article("Returns"), article("Answer", kind="macro")])
    cursor, found, calls = "", [], 0
    while True:
        for fault in (Fault.TOO_MANY, Fault.UNAUTHORIZED, Fault.HTML):
            account.trouble(*[fault] * 3)
            assert is_told(account.desk, cursor)
        account.trouble()
        page = account.desk.knowledge(cursor)
        found += [source.title for source in page.sources]
        calls += 1
        if not page.more:
            break
        cursor = page.cursor
    assert (found, calls) == (["Answer", "Returns"], 8)


def test_what_is_a_draft_again_is_withdrawn_at_once(account: Acc) -> None:
    account.sandbox.load_knowledge([article("Returns")])
    (source,) = read_answers(account.desk)
    account.sandbox.state.articles[0].status = 1
    assert {ref for page in answer_pages(account.desk) for ref in page.withdrawn} == {source.ref}


@pytest.mark.parametrize("cursor", ["nonsense", "[]", '[0,0,[["unheard"]]]', "[1,2,[]]"])
def test_a_cursor_of_another_version_begins_anew(account: Acc, cursor: str) -> None:
    account.desk.knowledge(cursor)
    assert account.sandbox.bodies[-1][1].endswith("/canned_response_folders")


records = st.lists(
    st.builds(
        dict,
        kind=st.sampled_from(["article", "macro"]),
        published=st.booleans(),
        restricted=st.booleans(),
        translated=st.booleans(),
    ),
    max_size=8,
)


@given(records)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_not_public_is_ever_a_source(account: Acc, made: list[dict[str, Any]]) -> None:
    account.sandbox.state.articles.clear()
    account.sandbox.state.canned.clear()
    public = set()
    for n, record in enumerate(made):
        more = (
            {"translations": {"de": {"title": f"D{n}", "body": "x", "published": not record["published"]}}}
            if record["translated"]
            else {}
        )
        account.sandbox.load_knowledge([article(f"T{n}", **record, **more)])
        if not record["restricted"]:
            public |= {f"T{n}"} if record["published"] else set()
            is_translated = record["translated"] and record["kind"] == "article" and not record["published"]
            public |= {f"D{n}"} if is_translated else set()
    assert {source.title for source in read_answers(account.desk)} == public
