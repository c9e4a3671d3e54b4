"""Answers of a Zendesk account: every brand and language, what changed since, and nothing that is not public."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connector.core.draft import Source
from connector.errors import HandoffError, Permanent
from connector.kit.credentials import MemoryCredentials
from connector.port import Helpdesk
from connector.testing.answers import answer_pages, read_answers
from connector.testing.faults import Fault
from integrations.zendesk.reading import open_brand
from integrations.zendesk.settings import parse_settings

Acc = Any  # the fixture's own type lives in conftest.py, which cannot be imported here

OLD = "2026-10-01T08:00:00Z"


def article(title: str, **more: Any) -> dict[str, Any]:
    """An article of long ago."""
    return {
        "kind": "article",
        "language": "en",
        "title": title,
        "body": f"{title} text.",
        "published": True,
        "updated_at": OLD,
        **more,
    }


def told(sources: list[Source]) -> set[tuple[str, str, str]]:
    """What matters here of sources."""
    return {(source.title, source.language, source.brand_name) for source in sources}


def test_every_translation_is_a_source_of_its_own(account: Acc) -> None:
    german = {"de": {"title": "Rückgabe", "body": "Text."}, "fr": {"title": "Retour", "body": "Brouillon.", "published": False}}
    account.sandbox.load_knowledge([article("Returns", translations=german)])
    english, other = sorted(read_answers(account.desk), key=lambda source: source.language, reverse=True)
    assert (english.title, english.language, other.title, other.language) == ("Returns", "en", "Rückgabe", "de")
    assert english.ref != other.ref
    assert english.ref.rpartition(":")[0] == other.ref.rpartition(":")[0]


def test_every_brand_is_read_from_its_own_help_centre_and_tickets_name_theirs(account: Acc) -> None:
    account.sandbox.load_knowledge([article("Ours"), article("Theirs", brand="Globex"), article("Members", brand="Club")])
    state = account.sandbox.account
    state.brands[state.brand_for("Club")].help_center_state = "restricted"
    sources = read_answers(account.desk)
    assert told(sources) == {("Ours", "en", "Sandbox"), ("Theirs", "en", "Globex")}
    ticket = account.customer_writes()
    assert {source.brand for source in sources if source.title == "Ours"} == {ticket.brand}
    state.tickets[int(ticket.id)].brand_id = state.brand_for("Globex")
    assert {source.brand for source in sources if source.title == "Theirs"} == {account.read(ticket.id).brand}


def test_without_the_brands_no_article_is_used_and_the_remark_says_what_to_do(account: Acc) -> None:
    account.sandbox.values["brands_need_read_scope"] = True
    account.sandbox.load_knowledge([article("Ours"), article("Macro", kind="macro")])
    desk = account.open(
        scope="tickets:read macros:read hc:read", credentials=MemoryCredentials(account.sandbox.connection()["credentials"])
    )
    pages = list(answer_pages(desk))
    assert [source.title for page in pages for source in page.sources] == ["Macro"]
    assert "scope" in "".join(page.remark for page in pages)


def test_a_later_pass_tells_what_changed_and_what_is_no_longer_public(account: Acc) -> None:
    account.sandbox.load_knowledge([article(f"A{n}") for n in range(130)] + [article(f"M{n}", kind="macro") for n in range(4)])
    cursor = list(answer_pages(account.desk))[-1].cursor
    before = len(account.paths())
    assert [page.sources for page in answer_pages(account.desk, cursor)] == [(), (), (), ()]
    assert len(account.paths()) - before == 4  # macros, brands, languages, one page of articles
    now = (datetime.now(UTC) + timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    answers = account.sandbox.account.answers
    answers.articles[3] |= {"title": "Changed", "updated_at": now}
    answers.articles[4] |= {"draft": True, "updated_at": now}
    answers.articles[5] |= {"user_segment_id": 9, "updated_at": now}
    answers.macros[0] |= {"active": False, "updated_at": now}
    answers.macros[1] |= {"title": "Changed macro", "updated_at": now}
    pages = list(answer_pages(account.desk, cursor))
    assert {source.title for page in pages for source in page.sources} == {"Changed", "Changed macro"}
    withdrawn = {ref for page in pages for ref in page.withdrawn}
    assert withdrawn == {*(f"article:{answers.articles[n]['id']}:en" for n in (4, 5)), f"macro:{answers.macros[0]['id']}"}


def test_more_changes_than_a_page_are_all_told(account: Acc) -> None:
    account.sandbox.load_knowledge([article(f"A{n}") for n in range(250)])
    cursor = list(answer_pages(account.desk))[-1].cursor
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for row in account.sandbox.account.answers.articles[:220]:
        row["updated_at"] = now
    assert len({source.ref for page in answer_pages(account.desk, cursor) for source in page.sources}) == 220


def is_told(desk: Helpdesk, cursor: str) -> bool:
    """Whether trouble with this call shows: as an error, or as a remark on what may not be read."""
    try:
        return bool(desk.knowledge(cursor).remark)
    except HandoffError:
        return True


def test_trouble_at_every_call_is_an_error_and_the_same_cursor_goes_on(account: Acc) -> None:
    account.sandbox.load_knowledge([article("Ours"), article("Theirs", brand="Globex"), article("Macro", kind="macro")])
    account.desk.identify()  # a token is at hand
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
    assert (found, calls) == (["Macro", "Ours", "Theirs"], 6)


@pytest.mark.parametrize("cursor", ["nonsense", "[]", "{}", '[0,0,[["unheard"]]]', "[1,2,[]]"])
def test_a_cursor_of_another_version_begins_anew(account: Acc, cursor: str) -> None:
    account.sandbox.load_knowledge([article("Macro", kind="macro")])
    assert [source.title for source in account.desk.knowledge(cursor).sources] == ["Macro"]


def test_credentials_go_to_a_brand_of_zendesk_and_nowhere_else() -> None:
    given = parse_settings({"subdomain": "acme", "client_id": "c"})
    assert open_brand(given, MemoryCredentials({}), "acme-two").base_url == "https://acme-two.zendesk.com"
    for subdomain in ("evil.example/", "a.b", "", "x@y", "-a", "a/b", "A"):
        with pytest.raises(Permanent):
            open_brand(given, MemoryCredentials({}), subdomain)


records = st.lists(
    st.builds(
        dict,
        kind=st.sampled_from(["article", "macro"]),
        published=st.booleans(),
        restricted=st.booleans(),
        brand=st.sampled_from(["", "Globex", "Initech"]),
        translated=st.booleans(),
    ),
    max_size=8,
)


@given(records)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_not_public_is_ever_a_source(account: Acc, made: list[dict[str, Any]]) -> None:
    answers = account.sandbox.account.answers
    answers.articles.clear()
    answers.macros.clear()
    public = set()
    for n, record in enumerate(made):
        more = (
            {"translations": {"de": {"title": f"D{n}", "body": "x", "published": not record["published"]}}}
            if record["translated"]
            else {}
        )
        account.sandbox.load_knowledge([article(f"T{n}", **record, **more)])
        if not record["restricted"]:
            brand = (record["brand"] or "Sandbox") if record["kind"] == "article" else ""
            language = "en" if record["kind"] == "article" else ""
            public |= {(f"T{n}", language, brand)} if record["published"] else set()
            is_translated = record["translated"] and record["kind"] == "article" and not record["published"]
            public |= {(f"D{n}", "de", brand)} if is_translated else set()
    assert told(read_answers(account.desk)) == public
