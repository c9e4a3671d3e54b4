"""The inbox, the leases and the ledger keep what they promise, on both databases."""

import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from connector.core.assessment import Assessment
from connector.core.context import Mode
from connector.core.taxonomy import Level, Urgency
from connector.core.ticket import EventKind, Requester, TicketEvent
from connector.core.update import FieldValues
from connector.errors import ConfigurationError
from connector.port import Write, Written
from connector.store.accounts import Accounts
from connector.store.database import Database
from connector.store.inbox import Inbox
from connector.store.leases import Lease, LeaseLost, Leases
from connector.store.ledger import Ledger
from connector.store.sealing import Sealer, read_secret
from connector.store.tables import ACCOUNT, METADATA, TICKET_LEASE
from connector.store.texts import CustomerTexts
from connector.store.triages import Triages, Work

CREATED = TicketEvent(kind=EventKind.CREATED, ticket_id="41")
BARE_REPLY = TicketEvent(kind=EventKind.REPLIED, ticket_id="41")
WORK = Work("acme", "41", "created", "created", "r")
WRITE = Write(name="update", carries_note=True, quarantine=5.0, request={})


@pytest.fixture
def accounts(database: Database) -> Accounts:
    """Two accounts."""
    accounts = Accounts(database, Sealer("secret"))
    for name in ("acme", "bcme"):
        accounts.save(
            name=name, integration="memory", settings={}, credentials={"key": "k1"}, webhook_secrets=["a", "b"], rules_text=""
        )
    return accounts


@pytest.fixture
def inbox(database: Database, accounts: Accounts) -> Inbox:
    """An empty inbox."""
    return Inbox(database)


@pytest.fixture
def leases(database: Database) -> Leases:
    """Leases of a minute."""
    return Leases(database, seconds=60)


@pytest.fixture
def ledger(database: Database, leases: Leases) -> Ledger:
    """An empty ledger."""
    return Ledger(database, leases)


def test_the_migrations_make_the_tables_we_declare(database: Database) -> None:
    with database.read() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    assert differences == []


def test_an_event_is_kept_once(inbox: Inbox) -> None:
    assert inbox.claim("acme", CREATED, settle=0) is not None
    assert inbox.claim("acme", CREATED, settle=0) is None
    assert inbox.claim("bcme", CREATED, settle=0) is not None


def test_the_same_event_ten_times_at_once_is_kept_once(inbox: Inbox) -> None:
    with ThreadPoolExecutor(10) as pool:
        kept = list(pool.map(lambda _: inbox.claim("acme", CREATED, settle=0), range(10)))
    assert sum(row is not None for row in kept) == 1


def test_a_bell_without_an_id_is_new_once_work_on_the_last_began(inbox: Inbox) -> None:
    first = inbox.claim("acme", BARE_REPLY, settle=0)
    assert first is not None
    assert inbox.claim("acme", BARE_REPLY, settle=0) is None
    inbox.begin(first)
    assert inbox.claim("acme", BARE_REPLY, settle=0) is not None


def test_a_row_is_due_only_when_it_has_settled(inbox: Inbox) -> None:
    row = inbox.claim("acme", CREATED, settle=60)
    assert row is not None
    assert inbox.read_due(row) is None
    assert inbox.hand_out(10) == ()


def test_due_rows_are_handed_out_once_and_fairly(inbox: Inbox) -> None:
    for ticket in range(10):
        inbox.claim("acme", TicketEvent(kind=EventKind.CREATED, ticket_id=str(ticket)), settle=0)
    other = inbox.claim("bcme", CREATED, settle=0)
    inbox.forget_hints()
    first = inbox.hand_out(4)
    assert other in first
    assert not set(first) & set(inbox.hand_out(4))


def test_many_sweepers_never_hand_out_the_same_row(inbox: Inbox) -> None:
    for ticket in range(40):
        inbox.claim("acme", TicketEvent(kind=EventKind.CREATED, ticket_id=str(ticket)), settle=0)
    inbox.forget_hints()
    with ThreadPoolExecutor(8) as pool:
        batches = list(pool.map(lambda _: inbox.hand_out(5), range(16)))
    handed = [row for batch in batches for row in batch]
    while rest := inbox.hand_out(5):  # two that reach for the same rows leave some for the next sweep
        handed += rest
    assert len(handed) == len(set(handed)) == 40


def test_a_waiting_account_is_not_handed_out(inbox: Inbox, accounts: Accounts) -> None:
    inbox.claim("acme", CREATED, settle=0)
    inbox.forget_hints()
    accounts.block("acme", seconds=30, reason="429")
    assert inbox.hand_out(10) == ()
    accounts.block("acme", seconds=5, reason="shorter")
    assert 20 < accounts.seconds_blocked("acme") <= 30


def test_a_finished_row_stays_finished(inbox: Inbox) -> None:
    row = inbox.claim("acme", CREATED, settle=0)
    assert row is not None
    inbox.finish(row, outcome="level_1_assist")
    inbox.reschedule(row, after=0)
    inbox.finish(row, outcome="other", state="dead")
    assert inbox.counts() == {"done": 1}
    assert inbox.read_due(row) is None


def test_one_worker_a_ticket_with_a_growing_fence(leases: Leases) -> None:
    first = leases.take("acme", "41", "me")
    assert first is not None
    assert leases.take("acme", "41", "you") is None
    assert leases.take("acme", "42", "you") is not None
    leases.release(first)
    second = leases.take("acme", "41", "you")
    assert second is not None
    assert second.fence > first.fence


def test_a_lease_is_taken_by_one_of_many(leases: Leases) -> None:
    barrier = threading.Barrier(8)

    def take(name: int) -> Lease | None:
        barrier.wait()
        return leases.take("acme", "41", str(name))

    with ThreadPoolExecutor(8) as pool:
        assert sum(lease is not None for lease in pool.map(take, range(8))) == 1


def test_whoever_lost_the_lease_writes_nothing_down(database: Database, leases: Leases, ledger: Ledger) -> None:
    stale = leases.take("acme", "41", "me")
    assert stale is not None
    with database.write() as connection:
        connection.execute(sa.update(TICKET_LEASE).values(until=0.0))
    fresh = leases.take("acme", "41", "you")
    assert fresh is not None
    with pytest.raises(LeaseLost):
        send(ledger, stale)
    effect = send(ledger, fresh)
    with pytest.raises(LeaseLost):
        ledger.settle(stale, effect, "done", outcome="done")
    leases.release(stale)
    ledger.settle(fresh, effect, "done", outcome="done")


def test_a_lease_about_to_end_starts_no_write(leases: Leases, ledger: Ledger) -> None:
    lease = leases.take("acme", "41", "me")
    assert lease is not None
    with pytest.raises(LeaseLost):
        send(ledger, lease, margin=61.0)


def test_a_reading_is_kept_once_and_forgotten_with_the_ticket(database: Database, leases: Leases) -> None:
    texts = CustomerTexts(database, key=b"k", retention_seconds=3600)
    triages = Triages(database, texts, leases)
    reading = Assessment(language="en", primary="how_to", urgency=Urgency.U1, confidence=0.9, emotions={"worry": 1})
    triages.keep_assessment(WORK, reading, mode="assist")
    assert triages.read_assessment(WORK) == reading
    texts.forget_ticket("acme", "41")
    assert triages.read_assessment(WORK) is None


def test_an_effect_passes_through_its_states(leases: Leases, ledger: Ledger) -> None:
    lease = leases.take("acme", "41", "me")
    assert lease is not None
    effect = send(ledger, lease)
    assert [e.state for e in ledger.effects(WORK)] == ["sending"]
    assert send(ledger, lease) == effect
    ledger.settle(lease, effect, "done", outcome="done", written=Written("n1", "v2"))
    assert ledger.prior_note(WORK) is None
    later = Work("acme", "41", "message:9", "created", "r")
    prior = ledger.prior_note(later)
    assert prior is not None
    assert (prior.reference, prior.level, prior.remote_id, prior.same_message) == ("WH-1", Level.L2, "n1", False)
    assert ledger.wrote_stamp("acme", "41", "v2")
    assert not ledger.wrote_stamp("acme", "41", "v1")


def test_credentials_are_sealed_and_renewed_once(database: Database, accounts: Accounts) -> None:
    with database.read() as connection:
        assert b'"k1"' not in connection.execute(sa.select(ACCOUNT.c.credentials)).scalars().first()
    source = accounts.credentials("acme")
    stale = source.read()
    fetched: list[int] = []

    def fetch(_current: object) -> dict[str, str]:
        fetched.append(1)
        return {"key": "k2"}

    with ThreadPoolExecutor(6) as pool:
        renewed = list(pool.map(lambda _: accounts.credentials("acme").renew(stale, fetch)["key"], range(6)))
    assert renewed == ["k2"] * 6
    assert len(fetched) == 1
    assert source.read() == {"key": "k2"}


def test_an_account_keeps_its_mode_when_connected_again(accounts: Accounts) -> None:
    accounts.set("acme", mode=Mode.ASSIST.value, cursor="c")
    accounts.save(name="acme", integration="memory", settings={"a": "b"}, credentials={}, webhook_secrets=["hush"], rules_text="")
    account = accounts.get("acme")
    assert account is not None
    assert (account.mode, account.cursor, account.settings, account.webhook_secrets) == (Mode.ASSIST, "c", {"a": "b"}, ("hush",))
    assert "hush" not in repr(account)


def test_another_secret_opens_nothing(database: Database, accounts: Accounts) -> None:
    with pytest.raises(ConfigurationError, match="sealed with another key"):
        Accounts(database, Sealer("other")).get("acme")


def test_the_key_file_is_private_and_stays(tmp_path: Path) -> None:
    secret = read_secret("", tmp_path / "new")
    path = tmp_path / "new" / "secret.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_secret("", tmp_path / "new") == secret
    assert read_secret("given", tmp_path / "new") == "given"
    path.write_text("")
    with pytest.raises(ConfigurationError, match="empty"):
        read_secret("", tmp_path / "new")


def test_requester_keys_say_nothing_and_meet_across_tickets(database: Database) -> None:
    texts = CustomerTexts(database, key=b"k", retention_seconds=1)
    key = texts.key_of("acme", Requester(id="7", email="Sam@Example.com"))
    assert key == texts.key_for("acme", "sam@example.com ")
    assert "sam" not in key
    assert key != texts.key_of("bcme", Requester(id="7", email="Sam@Example.com"))


def test_a_database_that_is_away_is_one_clear_sentence() -> None:
    with pytest.raises(ConfigurationError, match="DATABASE_URL") as caught:
        Database("postgresql+psycopg://nobody:hunter2@127.0.0.1:1/none").migrate()
    assert "hunter2" not in str(caught.value)


def send(ledger: Ledger, lease: Lease, *, margin: float = 0.0) -> int:
    """Write down that the update may be done from now on."""
    return ledger.begin_sending(
        lease,
        WORK,
        WRITE,
        ordinal=0,
        reference="WH-1",
        level=Level.L2,
        before=FieldValues(frozenset(), None, None),
        margin=margin,
    )


def test_a_database_of_a_newer_version_is_refused_with_a_remedy(database: Database) -> None:
    with database.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ConfigurationError, match="newer version"):
        database.migrate()
