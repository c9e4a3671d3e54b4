"""What learning keeps: the place in the history and its page are one, wishes are heard, versions come and go."""

import pytest
import sqlalchemy as sa

from connector.core.ticket import Requester
from connector.errors import ConfigurationError
from connector.store.account_models import KEPT_VERSIONS, AccountModels
from connector.store.accounts import Accounts
from connector.store.database import Database
from connector.store.history import History, PastTicket, ReadPage
from connector.store.sealing import Sealer
from connector.store.tables import ACCOUNT_MODEL, CUSTOMER_TEXT, ERASURE_WISH, HISTORY_READING, METADATA
from connector.store.texts import CustomerTexts

DAY = 86400.0


@pytest.fixture
def texts(database: Database) -> CustomerTexts:
    """Texts of thirty days."""
    return CustomerTexts(database, key=b"k" * 32, retention_seconds=30 * DAY)


@pytest.fixture
def history(database: Database) -> History:
    """Histories of thirty days."""
    return History(database, retention_seconds=30 * DAY)


def past(ticket: str, requester: str = "r", text: str = "Where is it?") -> PastTicket:
    """A settled ticket."""
    return PastTicket(
        ticket=ticket, requester=requester, text=text, created_at=float(ticket), group_id="3", tags=("vip", "vat"), is_ours=True
    )


def page(*kept: PastTicket, others: tuple[str, ...] = (), wishes: tuple[str, ...] = (), cursor: str = "c") -> ReadPage:
    """A page."""
    return ReadPage(kept=kept, others=others, wishes=wishes, passed={"open": 1}, cursor=cursor, complete=False)


def test_a_page_and_the_place_of_the_next_are_kept_together(history: History) -> None:
    begun = history.begin("acme", 5.0)
    assert history.reading("acme", retention_seconds=30 * DAY) == begun
    history.keep("acme", begun, page(past("2"), past("1"), cursor="next"))
    reading = history.reading("acme", retention_seconds=30 * DAY)
    assert reading is not None
    assert (reading.cursor, reading.since, reading.pages, reading.passed) == ("next", 5.0, 1, {"open": 1})
    assert history.tickets("acme") == [past("1"), past("2")]
    assert history.tickets("bcme") == []


def test_a_stop_within_a_page_leaves_neither(history: History, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = history.begin("acme", 0.0)
    monkeypatch.setattr("connector.store.history._content", lambda _past: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        history.keep("acme", begun, page(past("1")))
    assert history.reading("acme", retention_seconds=DAY) == begun
    assert history.count("acme") == 0


def test_a_ticket_read_again_takes_its_own_place(history: History) -> None:
    reading = history.keep("acme", history.begin("acme", 0.0), page(past("1"), past("2")))
    reading = history.keep("acme", reading, page(past("1", text="changed"), others=("2",)))
    assert [(t.ticket, t.text) for t in history.tickets("acme")] == [("1", "changed")]
    assert reading.passed == {"open": 2}


def test_two_readers_do_not_keep_the_same_page(history: History) -> None:
    begun = history.begin("acme", 0.0)
    history.keep("acme", begun, page(past("1")))
    with pytest.raises(ConfigurationError, match="another `handoff learn acme`"):
        history.keep("acme", begun, page(past("1")))
    assert history.count("acme") == 1


def test_beginning_anew_forgets_what_was_read(history: History) -> None:
    history.keep("acme", history.begin("acme", 0.0), page(past("1")))
    history.begin("acme", 0.0)
    assert history.count("acme") == 0


def test_what_is_over_its_time_is_read_anew(database: Database, texts: CustomerTexts) -> None:
    short = History(database, retention_seconds=0.0)
    short.keep("acme", short.begin("acme", 0.0), page(past("1")))
    assert short.reading("acme", retention_seconds=30 * DAY) is None
    assert short.tickets("acme") == []
    assert texts.expire() == 1
    long = History(database, retention_seconds=30 * DAY)
    long.begin("acme", 0.0)
    assert long.reading("acme", retention_seconds=30 * DAY) is not None
    assert long.reading("acme", retention_seconds=0.0) is None


def test_an_accounts_shorter_time_counts(history: History, texts: CustomerTexts) -> None:
    history.keep("acme", history.begin("acme", 0.0), page(past("1")))
    assert texts.expire({"acme": 30 * DAY}) == 0
    assert texts.expire({"acme": 0.0}) == 1


def test_whoever_was_forgotten_is_never_learnt_from_again(history: History, texts: CustomerTexts) -> None:
    key = texts.key_of("acme", Requester(id="7", email="Sam@example.com"))
    reading = history.keep("acme", history.begin("acme", 0.0), page(past("1", key), past("2")))
    assert texts.forget_requester("acme", "sam@example.com") == 1
    assert history.wishes("acme") == {key}
    assert history.wishes("bcme") == frozenset()
    history.keep("acme", reading, page(past("1", key), past("3")))
    assert [t.ticket for t in history.tickets("acme")] == ["2", "3"]


def test_a_wish_that_is_read_reaches_earlier_pages(history: History) -> None:
    reading = history.keep("acme", history.begin("acme", 0.0), page(past("1", "w"), past("2")))
    history.keep("acme", reading, page(past("3", "w"), past("4"), wishes=("w",)))
    assert [t.ticket for t in history.tickets("acme")] == ["2", "4"]


def test_a_deleted_ticket_takes_its_training_text_along(history: History, texts: CustomerTexts) -> None:
    history.keep("acme", history.begin("acme", 0.0), page(past("1"), past("2")))
    texts.forget_ticket("acme", "1")
    assert [t.ticket for t in history.tickets("acme")] == ["2"]
    assert history.forget("acme") == 1
    assert history.reading("acme", retention_seconds=DAY) is None


def test_removing_an_account_leaves_nothing_of_it(database: Database, history: History) -> None:
    history.keep("acme", history.begin("acme", 0.0), page(past("1"), wishes=("w",)))
    AccountModels(database).add("acme", b"m", {})
    Accounts(database, Sealer("secret")).remove("acme")
    with database.read() as connection:
        for table in (HISTORY_READING, ERASURE_WISH, ACCOUNT_MODEL, CUSTOMER_TEXT):
            assert connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() == 0
    assert METADATA.tables["account_model"] is ACCOUNT_MODEL


def test_versions_follow_each_other_and_can_be_gone_back_to(database: Database) -> None:
    models = AccountModels(database)
    assert models.current("acme") is None
    numbers = [models.add("acme", f"m{n}".encode(), {"n": n}) for n in range(KEPT_VERSIONS + 2)]
    assert numbers == list(range(1, KEPT_VERSIONS + 3))
    kept = models.versions("acme")
    assert [v.version for v in kept] == numbers[: -KEPT_VERSIONS - 1 : -1]
    assert [v.is_current for v in kept] == [True, *[False] * (KEPT_VERSIONS - 1)]
    assert models.read("acme", 1) is None
    assert models.use("acme", 4)
    assert (models.current("acme") or (0,))[0] == 4
    assert models.read("acme", 4) == b"m3"
    assert not models.use("acme", 1)
    assert (models.current("acme") or (0,))[0] == 4
    assert models.use("acme", None)
    assert models.current("acme") is None
    assert models.add("acme", b"next", {}) == KEPT_VERSIONS + 3
    assert models.forget("acme") == KEPT_VERSIONS
    assert models.versions("acme") == []
