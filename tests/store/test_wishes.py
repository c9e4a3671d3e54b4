"""What is remembered of a customer: until it expires or somebody ends it, under one key whatever the customer is known by."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from hypothesis import given, settings
from hypothesis import strategies as st

from connector.core.ticket import Requester
from connector.core.wishes import About, Source
from connector.store.database import Database
from connector.store.requesters import Requesters
from connector.store.tables import CUSTOMER_TEXT, REQUESTER_ALIAS, REQUESTER_WISH, WISH_CHANGE
from connector.store.texts import CustomerTexts
from connector.store.upgrading import MIGRATIONS
from connector.store.wishes import Mark, StoredWishes
from connector.testing.strategies import EPOCH

DAY = timedelta(days=1)
KEYED = (CUSTOMER_TEXT, REQUESTER_WISH, WISH_CHANGE, REQUESTER_ALIAS)


class Shelf:
    """Wishes, texts and customers over one database, with a clock that is turned by hand."""

    def __init__(self, path: Path) -> None:
        self.now = EPOCH
        self.database = Database(f"sqlite:///{path}", clock=self.seconds)
        self.database.migrate()
        self.wishes = StoredWishes(self.database)
        self.texts = CustomerTexts(self.database, key=b"k", retention_seconds=30 * 86400.0)
        self.people = Requesters(self.database, self.texts.key_for)

    def keep(
        self, requester: str = "r", value: str = "person", *, source: Source = Source.CUSTOMER, days: float = 90, **more: object
    ) -> bool:
        about = About.HUMAN if value == "person" else About.CHANNEL
        return self.wishes.keep("acme", requester, about, value, source=source, now=self.now, days=days, **more)  # type: ignore[arg-type]

    def end(self, requester: str = "r", about: About = About.HUMAN, *, source: Source = Source.SIDEBAR) -> bool:
        return self.wishes.end("acme", requester, about, source=source, now=self.now)

    def wants(self, requester: str = "r") -> bool:
        return About.HUMAN in self.wishes.wanted("acme", requester, self.now)

    def seconds(self) -> float:
        return self.now.timestamp()

    def empty(self) -> None:
        with self.database.write() as connection:
            for table in KEYED:
                connection.execute(sa.delete(table))

    def write(self, requester: str, ticket: str = "41") -> None:
        with self.database.write() as connection:
            self.texts.keep(
                connection, account="acme", ticket=ticket, requester=requester, purpose="assessment", content={"a": 1}
            )

    def rows(self, account: str = "acme") -> int:
        with self.database.read() as connection:
            return sum(
                connection.execute(sa.select(sa.func.count()).select_from(t).where(t.c.account == account)).scalar_one()
                for t in KEYED
            )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path_factory.mktemp("wishes") / "wishes.db")
    yield shelf
    shelf.database.close()


@pytest.fixture
def shelf(made: Shelf) -> Shelf:
    made.empty()
    made.now = EPOCH
    return made


def test_a_wish_lasts_as_long_as_the_rule_says_and_each_request_renews_it(shelf: Shelf) -> None:
    assert shelf.keep(days=2)
    shelf.now += 1.5 * DAY
    assert shelf.wants()
    assert shelf.keep(days=2)
    shelf.now += 1.5 * DAY
    wish = shelf.wishes.find("acme", "r", About.HUMAN)
    assert wish is not None
    assert (wish.since, wish.until, shelf.wants()) == (EPOCH, EPOCH + 3.5 * DAY, True)
    assert len(shelf.wishes.changes("acme", "r")) == 1  # a renewal is no change
    shelf.now = wish.until
    assert not shelf.wants()
    shelf.wishes.expire()
    assert shelf.wishes.find("acme", "r", About.HUMAN) is None


def test_wishes_of_accounts_and_customers_are_apart(shelf: Shelf) -> None:
    shelf.keep("r")
    shelf.keep("r", "call")
    assert not shelf.wants("other")
    assert not shelf.wishes.wanted("bcme", "r", shelf.now)
    assert shelf.wishes.wanted("acme", "r", shelf.now)[About.CHANNEL] == "call"
    shelf.end("r", About.CHANNEL)
    assert shelf.wishes.wanted("acme", "r", shelf.now).keys() == {About.HUMAN}


def test_what_somebody_ended_is_not_revived_by_what_was_said_before(shelf: Shelf) -> None:
    said_at = shelf.now
    shelf.keep(said_at=said_at, ticket="41")
    shelf.now += DAY
    assert shelf.end()
    assert not shelf.end()
    shelf.now += DAY
    assert not shelf.keep(said_at=said_at, ticket="41")
    assert not shelf.wants()
    assert shelf.keep(said_at=shelf.now, ticket="41")  # a new request
    assert shelf.wants()


def test_a_tag_on_a_ticket_is_heard_once_and_on_another_ticket_again(shelf: Shelf) -> None:
    shelf.keep(source=Source.TAG, ticket="41")
    shelf.now += DAY
    shelf.end()
    assert not shelf.keep(source=Source.TAG, ticket="41")
    assert shelf.keep(source=Source.TAG, ticket="42")


@pytest.mark.parametrize("source", [Source.SIDEBAR, Source.RECORD, Source.COMMAND])
def test_a_colleague_may_set_again_what_was_ended(shelf: Shelf, source: Source) -> None:
    shelf.keep()
    shelf.end()
    assert shelf.keep(source=source)


def test_every_change_says_who_and_when_and_nothing_else(shelf: Shelf) -> None:
    shelf.keep("r", "call")
    shelf.now += DAY
    shelf.keep("r", "email", source=Source.SIDEBAR)
    shelf.now += DAY
    shelf.end("r", About.CHANNEL, source=Source.COMMAND)
    told = [(c.about, c.value, c.source, (c.at - EPOCH).days) for c in shelf.wishes.changes("acme", "r")]
    assert told == [
        (About.CHANNEL, "call", Source.CUSTOMER, 0),
        (About.CHANNEL, "email", Source.SIDEBAR, 1),
        (About.CHANNEL, "", Source.COMMAND, 2),
    ]
    shelf.now += timedelta(days=366)
    shelf.wishes.expire()
    assert shelf.wishes.changes("acme", "r") == []


def test_a_wish_that_is_over_stays_until_our_tag_is_taken_off(shelf: Shelf) -> None:
    shelf.keep(days=1)
    shelf.wishes.note_mark("acme", "r", Mark.OURS, shelf.now.timestamp())
    shelf.now += 2 * DAY
    shelf.wishes.expire()
    assert [(account, wish.requester) for account, wish in shelf.wishes.over()] == [("acme", "r")]
    shelf.wishes.note_mark("acme", "r", Mark.NONE, shelf.now.timestamp())
    assert shelf.wishes.find("acme", "r", About.HUMAN) is None


def test_a_colleagues_tag_is_not_ours_to_take_off_for_its_age_but_for_a_word(shelf: Shelf) -> None:
    shelf.keep(source=Source.RECORD, days=1)
    shelf.wishes.note_mark("acme", "r", Mark.THEIRS, shelf.now.timestamp())
    assert shelf.end(source=Source.SIDEBAR)
    assert [wish.mark for _, wish in shelf.wishes.over()] == [Mark.OURS]
    shelf.keep("s", source=Source.RECORD, days=1)
    shelf.wishes.note_mark("acme", "s", Mark.THEIRS, shelf.now.timestamp())
    shelf.now += 2 * DAY
    shelf.wishes.expire()
    assert [wish.requester for _, wish in shelf.wishes.over()] == ["r"]
    assert shelf.wishes.find("acme", "s", About.HUMAN) is None


def test_a_customer_is_the_same_by_id_and_by_address(shelf: Shelf) -> None:
    by_id = shelf.people.recognise("acme", Requester(id="7"))
    shelf.keep(by_id)
    shelf.write(by_id)
    key = shelf.people.recognise("acme", Requester(id="7", email="Sam@Example.com"))
    assert key != by_id
    assert key == shelf.people.recognise("acme", Requester(id="7")) == shelf.people.find("acme", "sam@example.com ")
    assert key == shelf.people.find("acme", "7") == shelf.people.recognise("acme", Requester(id="8", email="sam@example.com"))
    assert (shelf.wants(key), shelf.wants(by_id)) == (True, False)
    assert shelf.texts.newest_ticket_of("acme", key) == "41"


def test_a_new_address_keeps_what_was_kept_and_the_longer_wish_stands(shelf: Shelf) -> None:
    old = shelf.people.recognise("acme", Requester(id="7", email="sam@example.com"))
    shelf.keep(old, days=90)
    shelf.keep(shelf.texts.key_for("acme", "sam@example.org"), days=5)
    new = shelf.people.recognise("acme", Requester(id="7", email="sam@example.org"))
    wish = shelf.wishes.find("acme", new, About.HUMAN)
    assert wish is not None
    assert wish.until == shelf.now + 90 * DAY
    assert shelf.wishes.find("acme", old, About.HUMAN) is None


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["7", "8"]), st.sampled_from(["", "sam@example.com", "kim@example.com"]), st.booleans()),
        max_size=8,
    ),
    name=st.sampled_from(["7", "8", "sam@example.com", "kim@example.com"]),
)
def test_forgetting_by_any_name_leaves_nothing_under_it(made: Shelf, steps: list[tuple[str, str, bool]], name: str) -> None:
    shelf = made
    shelf.empty()
    for number, address, wishes in steps:
        key = shelf.people.recognise("acme", Requester(id=number, email=address))
        shelf.write(key)
        if wishes:
            shelf.keep(key)
    person = shelf.people.find("acme", name)
    shelf.texts.forget_requester("acme", name)
    for key in {person, shelf.people.find("acme", name)}:
        assert not shelf.wants(key)
        assert shelf.wishes.changes("acme", key) == []
        assert shelf.texts.all_of("acme", key) == []


def test_aliases_go_with_the_last_thing_that_is_kept(shelf: Shelf) -> None:
    key = shelf.people.recognise("acme", Requester(id="7", email="sam@example.com"))
    shelf.keep(key, days=1)
    shelf.people.forget_idle()
    assert shelf.people.find("acme", "7") == key
    shelf.now += timedelta(days=400)
    shelf.wishes.expire()
    shelf.people.forget_idle()
    assert shelf.rows() == 0


def test_both_databases_keep_renew_move_and_forget(database: Database) -> None:
    wishes, texts = StoredWishes(database), CustomerTexts(database, key=b"k", retention_seconds=60.0)
    people, now = Requesters(database, texts.key_for), datetime.now(UTC)
    by_id = people.recognise("acme", Requester(id="7"))
    for _ in range(2):
        assert wishes.keep("acme", by_id, About.HUMAN, "person", source=Source.CUSTOMER, now=now, days=1, said_at=now)
    key = people.recognise("acme", Requester(id="7", email="sam@example.com"))
    assert [wish.requester for wish in wishes.all("acme", now)] == [key]
    wishes.expire()
    people.forget_idle()
    assert people.find("acme", "7") == key
    assert wishes.end("acme", key, About.HUMAN, source=Source.COMMAND, now=now)
    assert not wishes.keep("acme", key, About.HUMAN, "person", source=Source.CUSTOMER, now=now, days=1, said_at=now)
    assert wishes.keep("acme", key, About.CHANNEL, "call", source=Source.SIDEBAR, now=now, days=1)
    assert texts.forget_requester("acme", "7") == 1
    assert (wishes.all("acme", now), wishes.changes("acme", key)) == ([], [])


def test_wishes_of_the_earlier_version_are_taken_along_and_back(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    old = "INSERT INTO requester_memory VALUES ('acme', 'r', 1.0, 9e9)"

    def migrate(step: str, target: str) -> None:
        with database.write() as connection:
            config.attributes["connection"] = connection
            getattr(command, step)(config, target)

    migrate("upgrade", "0003")
    with database.write() as connection:
        connection.execute(sa.text(old))
    migrate("upgrade", "head")
    assert About.HUMAN in StoredWishes(database).wanted("acme", "r", datetime.now(UTC))
    migrate("downgrade", "0003")
    with database.read() as connection:
        assert connection.execute(sa.text("SELECT * FROM requester_memory")).all() == [("acme", "r", 1.0, 9e9)]
    database.close()
