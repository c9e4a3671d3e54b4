"""``handoff doctor``: every code of the table is provoked by a broken installation, and the command says what to do."""

import json
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from werkzeug.serving import make_server

from connector.administration import Administration, Finding, SetupRequest, Severity
from connector.bootstrap import Application
from connector.cli import handoff
from connector.cli.doctor import doctor
from connector.core.ticket import EventKind, TicketEvent
from connector.doctor.codes import CODES, age
from connector.doctor.examination import Doctor
from connector.doctor.storage import judge_postgresql
from connector.errors import ConfigurationError, CredentialsRejected, Transient
from connector.learning.model import AccountModel
from connector.port import Connection, Group
from connector.registry import Registry
from connector.settings import Settings
from connector.store.database import Database
from connector.store.tables import CUSTOMER_TEXT, HEARTBEAT, INBOX
from connector.testing.integration import MemoryIntegration
from connector.testing.memory import MemoryHelpdesk
from connector.testing.processes import free_port
from connector.triage.heads import Heads

#: The module; its package has the command under this name.
COMMAND = sys.modules[doctor.callback.__module__]
SECRET = "a-webhook-secret-that-nobody-may-see"
RULES = "people_group: Support\nintake_groups: Inbox\nhow_to: group Billing"
DAY = 86400.0


class Side:
    """An admin's side that finds what it is told to find."""

    extras: Mapping[str, str] = {}
    findings: Sequence[Finding] = (Finding("seat", Severity.OK, "A seat of its own."),)
    asked: SetupRequest | None = None

    def examine(self, request: SetupRequest) -> Iterable[Finding]:
        """Return what was placed here."""
        self.asked = request
        return self.findings

    def probe(self, ticket_id: str) -> Iterable[Finding]:
        """Find something about this ticket."""
        if ticket_id == "404":
            raise Transient("the helpdesk is in trouble")
        yield Finding("tags", Severity.OK, f"Tags come back as written on {ticket_id}.")
        yield Finding("stamp", Severity.PROBLEM, "The stamp does not move.", "Tell us.")


class Desk(MemoryIntegration):
    """An integration with an admin's side, and an opening that may fail."""

    def __init__(self, helpdesk: MemoryHelpdesk) -> None:
        super().__init__(helpdesk)
        self.side: Side | None = Side()
        self.opens = True

    def open(self, connection: Connection) -> MemoryHelpdesk:
        """Open, or not."""
        if not self.opens:
            raise ConfigurationError("site is missing.")
        return super().open(connection)

    def administer(self, connection: Connection) -> Administration | None:
        """The side placed here."""
        return self.side  # type: ignore[return-value]


@dataclass
class Patient:
    """An installation, healthy but for what a test does to it. Everything is built when it is examined."""

    home: Path
    desk: Desk = field(default_factory=lambda: Desk(MemoryHelpdesk()))
    settings: dict[str, object] = field(default_factory=dict)
    changes: dict[str, object] = field(default_factory=dict)
    offline: bool = False

    @property
    def application(self) -> Application:
        """A fresh application over the same folder."""
        settings = Settings(data_dir=self.home / "data", port=free_port(), settle_seconds=0.0)
        return Application(settings=settings.model_copy(update=self.settings), registry=Registry({"memory": self.desk}))

    def set_up(self, *, rules: str = RULES, secrets: Sequence[str] = (SECRET,), integration: str = "memory") -> None:
        """Connect one account."""
        application = self.application
        application.accounts.save(
            name="acme",
            integration=integration,
            settings={},
            credentials={"key": SECRET},
            webhook_secrets=secrets,
            rules_text=rules,
        )
        application.close()

    def account(self, **values: object) -> None:
        """Set columns of the account."""
        application = self.application
        application.accounts.set("acme", **values)
        application.close()

    def run_sql(self, *statements: sa.Executable) -> None:
        """Change the database behind everybody's back."""
        application = self.application
        with application.database.write() as connection:
            for statement in statements:
                connection.execute(statement)
        application.close()

    def doctor(self) -> Doctor:
        """The doctor of this installation, with what the test changed."""
        return replace(self.application.doctor(), **self.changes)  # type: ignore[arg-type]

    def findings(self) -> dict[str, Finding]:
        """What is found, by code."""
        return {d.finding.code: d.finding for d in self.doctor().examine(offline=self.offline)}


@pytest.fixture
def patient(tmp_path: Path) -> Patient:
    """An installation with one account that nothing runs on."""
    patient = Patient(tmp_path)
    patient.set_up()
    return patient


@pytest.fixture
def listening(patient: Patient) -> Iterator[Patient]:
    """The same with its web role up."""
    application = patient.application
    patient.settings["port"] = application.settings.port
    server = make_server("127.0.0.1", application.settings.port, application.web, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield patient
    server.shutdown()
    thread.join(10)
    server.server_close()
    application.close()


# ── one way to provoke each code ──────────────────────────────────────────────────────────────────────────────────────


def _healthy(patient: Patient) -> None:
    application = patient.application
    for role in ("web", "worker", "sweeper"):
        application.heartbeats.beat(role, "here")
    application.inbox.claim("acme", TicketEvent(kind=EventKind.CREATED, ticket_id="41"), settle=0.0)
    application.accounts.set("acme", mode="assist", cursor="c")
    application.close()


def _learnt(patient: Patient, model: bytes) -> None:
    application = patient.application
    application.account_models.add("acme", model, {})
    application.close()


def _other_key(patient: Patient) -> None:
    (patient.home / "data" / "secret.key").write_text("another key")


def _folder_is_a_file(patient: Patient) -> None:
    path = patient.home / "file"
    path.write_text("")
    patient.settings["data_dir"] = path / "data"


def _no_model() -> Heads:
    raise ConfigurationError("the model heads.npz cannot be read; rebuild it.")


def _no_broker() -> None:
    raise ConnectionRefusedError(f"amqp://user:{SECRET}@broker refused")


def _damage(patient: Patient) -> None:
    path = patient.home / "data" / "handoff.db"
    application = patient.application
    with application.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    application.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(os.urandom(8192))


def _no_tables(patient: Patient) -> None:
    patient.settings["database_url"] = f"sqlite:///{patient.home / 'nothing.db'}"


def _revision(patient: Patient, revision: str) -> None:
    patient.run_sql(sa.text("UPDATE alembic_version SET version_num = :to").bindparams(to=revision))


def _silent(patient: Patient, role: str) -> None:
    patient.run_sql(sa.insert(HEARTBEAT).values(role=role, owner="here", at=time.time() - 600))


def _old_row(patient: Patient, state: str, **values: object) -> None:
    row = {"account": "acme", "ticket": "1", "kind": "created", "dedupe": f"1:{state}", "state": state, **values}
    patient.run_sql(sa.insert(INBOX).values(**{"next_at": time.time() - 900, "received_at": time.time() - 900, **row}))


def _overdue(patient: Patient) -> None:
    row = {
        "account": "acme",
        "ticket": "1",
        "requester": "r",
        "purpose": "decision",
        "content": {},
        "expires_at": time.time() - DAY,
    }
    patient.run_sql(sa.insert(CUSTOMER_TEXT).values(**row))


def _refused_groups(patient: Patient) -> None:
    def refuse() -> Sequence[Group]:
        raise CredentialsRejected("the helpdesk refused our credentials or rights (401)")

    patient.desk.helpdesk.groups = refuse  # type: ignore[method-assign]


def _bad_rules_file(patient: Patient) -> None:
    path = patient.home / "rules.txt"
    path.write_text("bereavement: L1\n")
    patient.settings["rules_file"] = path


def _foreign_secret(patient: Patient) -> None:
    """The web role has another secret in its database than the one the doctor signs with: here, another account's path."""
    patient.desk.verify = lambda *_: (_ for _ in ()).throw(SystemError())  # type: ignore[assignment, return-value, method-assign]


SITUATIONS: dict[str, tuple[Callable[[Patient], object], set[str]]] = {
    "healthy": (
        _healthy,
        {
            "public_url_missing", "secret_key_ok", "data_dir_ok", "disk_ok", "model_ok", "database_ok", "broker_embedded", "role_alive",
            "queue_ok", "retention_ok", "account_live", "rules_ok", "groups_ok", "heard_ok", "polling_ok",
        },
    ),
    "just connected": (
        lambda p: None, {"account_shadow", "role_never", "heard_never", "polling_not_begun", "receiver_unreachable"},
    ),
    "public": (lambda p: p.settings.update(public_url="https://127.0.0.1:9"), {"public_url_ok"}),
    "public without https": (lambda p: p.settings.update(public_url="http://triage.example.com"), {"public_url_plain"}),
    "key lost": (lambda p: (p.home / "data" / "secret.key").unlink(), {"secret_key_missing"}),
    "key empty": (lambda p: (p.home / "data" / "secret.key").write_text(""), {"secret_key_missing"}),
    "key for all to see": (lambda p: (p.home / "data" / "secret.key").chmod(0o644), {"secret_key_exposed"}),
    "key of another": (_other_key, {"secret_key_wrong"}),
    "no folder": (_folder_is_a_file, {"data_dir_unusable"}),
    "little room": (lambda p: p.changes.update(free_bytes=lambda _: 600 * 2**20), {"disk_low"}),
    "no room": (lambda p: p.changes.update(free_bytes=lambda _: 2**20), {"disk_full"}),
    "no model": (lambda p: p.changes.update(load_model=_no_model), {"model_broken"}),
    "bad rules file": (_bad_rules_file, {"rules_file_broken"}),
    "no database server": (
        lambda p: p.settings.update(database_url="postgresql+psycopg://u:p@127.0.0.1:9/x"), {"database_unreachable"},
    ),
    "no tables": (_no_tables, {"database_empty"}),
    "old tables": (lambda p: _revision(p, "0001"), {"database_older"}),
    "tables of tomorrow": (lambda p: _revision(p, "9999"), {"database_newer"}),
    "damaged file": (_damage, {"sqlite_damaged"}),
    "no file at all": (lambda p: (p.home / "data" / "handoff.db").write_bytes(b"not a database" * 1000), {"sqlite_damaged"}),
    "no write-ahead log": (lambda p: p.settings.update(database_url="sqlite:///:memory:"), {"sqlite_not_wal", "database_empty"}),
    "broker": (lambda p: (p.settings.update(broker_url="amqp://x"), p.changes.update(reach_broker=lambda: None)), {"broker_ok"}),
    "no broker": (
        lambda p: (p.settings.update(broker_url="amqp://x"), p.changes.update(reach_broker=_no_broker)), {"broker_unreachable"},
    ),
    "silent worker": (lambda p: _silent(p, "worker"), {"role_silent"}),
    "quiet web": (lambda p: _silent(p, "web"), {"web_quiet"}),
    "stuck": (lambda p: _old_row(p, "new"), {"queue_stuck"}),
    "given up": (lambda p: _old_row(p, "dead"), {"queue_dead"}),
    "text too long": (_overdue, {"texts_overdue"}),
    "nobody connected": (
        lambda p: p.application.accounts.remove("acme"), {"account_none"},
    ),
    "paused": (lambda p: p.account(paused=True), {"account_paused"}),
    "switched off": (lambda p: p.account(enabled=False), {"account_off"}),
    "waiting": (lambda p: p.account(blocked_until=time.time() + 60, blocked_reason="asked to slow down"), {"account_waiting"}),
    "unknown helpdesk": (lambda p: p.account(integration="gone"), {"integration_missing"}),
    "cannot be opened": (lambda p: setattr(p.desk, "opens", False), {"settings_broken"}),
    "broken rules": (lambda p: p.account(rules_error="line 3: no such kind\nline 4: no"), {"rules_broken"}),
    "kept too long": (lambda p: p.set_up(rules=f"{RULES}\nretention_days: 90"), {"retention_capped"}),
    "no outside model": (lambda p: p.set_up(rules=f"{RULES}\noutside_model: both"), {"outside_model_unset"}),
    "an outside model": (
        lambda p: (
            p.set_up(rules=f"{RULES}\noutside_model: both"),
            p.settings.update(outside_model="openai", outside_model_url="http://ollama:1/v1", outside_model_name="tiny"),
        ),
        {"outside_model_on"},
    ),
    "no people": (lambda p: p.set_up(rules=""), {"people_group_unset"}),
    "customers' records are closed to us": (lambda p: p.account(marks_refused_at=time.time()), {"marks_refused"}),
    "no such group": (lambda p: p.set_up(rules="people_group: Nobody"), {"group_missing"}),
    "groups refused": (_refused_groups, {"groups_unread"}),
    "nothing learnt": (lambda p: None, {"learning_none"}),
    "something learnt": (lambda p: _learnt(p, AccountModel({}).to_bytes()), {"learning_ok"}),
    "what was learnt is broken": (lambda p: _learnt(p, b"no archive"), {"learning_broken"}),
    "no secret": (lambda p: p.set_up(secrets=()), {"webhook_secret_missing"}),
    "long silence": (lambda p: _old_row(p, "done", received_at=time.time() - 10 * DAY), {"heard_long_ago"}),
}  # fmt: skip

#: The same, of an installation whose web role listens.
LISTENING: dict[str, tuple[Callable[[Patient], object], set[str]]] = {
    "all the way": (lambda p: None, {"delivery_ok"}),
    "refused": (_foreign_secret, {"delivery_refused"}),
    "nothing outside": (lambda p: p.settings.update(public_url="https://127.0.0.1:9"), {"public_unreachable"}),
}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("drafts", "for: wording drafts."),
        ("second_reader", "for: second readings."),
        ("both", "for: wording drafts and second readings."),
    ],
)
def test_what_an_outside_model_is_asked_for_is_said_in_words(patient: Patient, value: str, said: str) -> None:
    patient.set_up(rules=f"{RULES}\noutside_model: {value}")
    patient.settings.update(outside_model="openai", outside_model_url="http://ollama:1/v1", outside_model_name="tiny")
    assert patient.findings()["outside_model_on"].what.endswith(said)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_what_is_wrong_is_found(patient: Patient, situation: str) -> None:
    provoke, expected = SITUATIONS[situation]
    provoke(patient)
    found = patient.findings()
    assert expected <= set(found), sorted(found)
    for code in expected:
        check_words(found[code])


@pytest.mark.parametrize("situation", LISTENING)
def test_the_way_here_is_tried(listening: Patient, situation: str) -> None:
    provoke, expected = LISTENING[situation]
    provoke(listening)
    found = listening.findings()
    assert expected <= set(found), sorted(found)


def check_words(finding: Finding) -> None:
    """Words for people: no template left over, a remedy exactly where one is needed, no secret."""
    assert not re.search(r"[{}]", finding.what + finding.remedy)
    assert bool(finding.remedy) == (finding.severity is not Severity.OK)
    assert SECRET not in finding.what + finding.remedy


def test_old_postgresql() -> None:
    """Nobody keeps so old a server to test with, so its number alone is judged."""
    (finding,) = judge_postgresql(120022)
    assert finding.code == "postgresql_old"
    assert "12.22" in finding.what
    check_words(finding)
    assert list(judge_postgresql(130000)) == []


def test_a_network_drive(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    table = patient.home / "mounts"
    table.write_text(f"server:/export {patient.home / 'data'} nfs4 rw 0 0\n")
    monkeypatch.setattr("connector.store.placement.MOUNTS", table)
    found = patient.findings()
    assert "sqlite_remote" in found
    assert "database_ok" not in found
    check_words(found["sqlite_remote"])


def test_every_code_is_provoked_by_a_test() -> None:
    provoked = {code for _, codes in (*SITUATIONS.values(), *LISTENING.values()) for code in codes} | {
        "postgresql_old",
        "sqlite_remote",
    }
    assert provoked == set(CODES)


# ── what is right is called right ─────────────────────────────────────────────────────────────────────────────────────


def test_a_healthy_installation_has_no_problem(listening: Patient) -> None:
    _healthy(listening)
    assert [f for f in listening.findings().values() if f.severity in (Severity.PROBLEM, Severity.WARNING)] == []


def test_the_test_delivery_leaves_nothing_behind(listening: Patient) -> None:
    assert "delivery_ok" in listening.findings()
    assert listening.application.inbox.counts() == {}


def test_offline_asks_nobody(patient: Patient) -> None:
    patient.offline = True
    patient.desk.opens = False
    patient.settings.update(broker_url="amqp://x")
    patient.changes.update(reach_broker=_no_broker)
    assert not {"broker_unreachable", "settings_broken", "receiver_unreachable", "seat"} & set(patient.findings())


def test_it_changes_nothing(patient: Patient) -> None:
    def everything() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in patient.home.rglob("*") if path.is_file() and path.suffix != ".db-shm"}

    patient.findings()
    before = everything()
    patient.findings()
    assert everything() == before


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    patient = Patient(tmp_path)
    assert {"data_dir_ok", "database_empty", "secret_key_missing"} <= set(patient.findings())
    assert list(tmp_path.iterdir()) == []


def test_the_helpdesks_own_findings_are_passed_on(patient: Patient) -> None:
    assert patient.findings()["seat"].what == "A seat of its own."
    assert patient.desk.side is not None
    assert patient.desk.side.asked == SetupRequest(account="acme", url="", secret=SECRET)
    patient.settings["public_url"] = "https://triage.example.test/"
    patient.findings()
    assert patient.desk.side.asked.url == "https://triage.example.test/hooks/memory/acme"


def test_the_broker_password_is_not_told(patient: Patient) -> None:
    patient.settings.update(broker_url="amqp://x", database_url=f"postgresql+psycopg://u:{SECRET}@127.0.0.1:9/x")
    patient.changes.update(reach_broker=_no_broker)
    assert SECRET not in repr(patient.findings())


@pytest.mark.parametrize(
    ("seconds", "words"), [(3, "3 seconds"), (119, "119 seconds"), (120, "2 minutes"), (7200, "2 hours"), (3 * DAY, "3 days")]
)
def test_ages_in_words(seconds: float, words: str) -> None:
    assert age(seconds) == words


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def run(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the command on the patient."""
    monkeypatch.setattr(COMMAND, "open_application", lambda: patient.application)
    monkeypatch.setenv("COLUMNS", "160")

    def invoke(*arguments: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(handoff, ["doctor", *arguments], input=typed)

    return invoke


def test_signs_words_and_status(run: Callable[..., Result]) -> None:
    done = run()
    assert done.exit_code == 1
    for words in ("✓ ok", "✗ problem", "! warning", "Account acme (Memory)", "→ Start it", "Begin with the topmost"):
        assert words in done.stdout
    assert SECRET not in done.output


def test_a_healthy_one_ends_with_zero(listening: Patient, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    _healthy(listening)
    done = run("acme")
    assert (done.exit_code, "All is well" in done.stdout) == (0, True), done.stdout


def test_json_for_programs(run: Callable[..., Result]) -> None:
    done = run("--json")
    assert done.exit_code == 1
    document = json.loads(done.stdout)
    assert document["ok"] is False
    assert set(document["findings"][0]) == {"topic", "code", "severity", "what", "remedy"}
    assert SECRET not in done.stdout


@pytest.mark.parametrize("arguments", [("--live", "41"), ("acme", "--offline", "--live", "41"), ("--colour",)])
def test_wrong_usage_is_status_two(run: Callable[..., Result], arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_an_unknown_account_is_told(run: Callable[..., Result]) -> None:
    assert isinstance(run("nobody").exception, ConfigurationError)
    assert isinstance(run("nobody", "--live", "41", "--yes").exception, ConfigurationError)


def test_live_asks_first(run: Callable[..., Result]) -> None:
    done = run("acme", "--live", "41", typed="n\n")
    assert done.exit_code == 1
    assert "This writes on ticket 41" in done.stderr
    assert "Tags come back" not in done.stdout


def test_live_prints_what_was_seen(run: Callable[..., Result]) -> None:
    done = run("acme", "--live", "41", "--yes")
    assert done.exit_code == 1
    assert "Tags come back as written on 41." in done.stdout
    assert "→ Tell us." in done.stdout


def test_live_that_ends_early_is_told(run: Callable[..., Result]) -> None:
    assert "ended early" in str(run("acme", "--live", "404", "--yes").exception)


def test_live_where_there_is_nothing_to_try(patient: Patient, run: Callable[..., Result]) -> None:
    patient.desk.side = None
    assert "leave out --live" in str(run("acme", "--live", "41", "--yes").exception)


def test_standing_of_a_database(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.db'}")
    assert database.standing() == "empty"
    database.migrate()
    assert database.standing() == "newest"
    database.close()


def test_the_document_lists_every_code() -> None:
    text = (Path(__file__).parents[2] / "docs" / "doctor.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z_]+)` \|", text, re.MULTILINE) == list(CODES)
    assert {code: CODES[code].severity.value for code in CODES} == dict(
        re.findall(r"^\| `([a-z_]+)` \| (\w+) \|", text, re.MULTILINE)
    )
