"""The commands as an admin types them: what they print, what they refuse, and the remedy."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from connector.cli import handoff, main
from connector.cli.demo import read_demo
from connector.cli.ownership import own_alone
from connector.core.taxonomy import KINDS, Tier
from connector.errors import ConfigurationError
from connector.settings import read_settings
from connector.store.sealing import Sealer

FIELDS = {
    "id", "language", "primary", "also", "tier", "urgency", "stated_urgency", "emotions", "vulnerability", "must_reach_human",
    "draft_ok", "confidence", "abstained", "reason", "evidence",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOFF_DATA_DIR", str(tmp_path / "data"))


def test_assess_reads_lines_and_prints_lines() -> None:
    rows = [
        {"id": "1", "channel": "email", "subject": "hi", "body": "I want to talk to a human being, not a bot."},
        {"id": 2, "channel": "chat", "body": ""},
        {"id": "3", "channel": "voice_transcript", "subject": "", "body": "Agent: Hello.\nCaller: My mother died in May."},
    ]
    done = CliRunner().invoke(handoff, ["assess", "-"], input="".join(json.dumps(row) + "\n" for row in rows))
    assert done.exit_code == 0, done.output
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in out] == ["1", 2, "3"]
    for row in out:
        assert set(row) == FIELDS
        assert row["primary"] in KINDS
        assert row["must_reach_human"] == (row["tier"] == Tier.SENSITIVE)
        assert not (row["abstained"] and row["draft_ok"])
    assert out[0]["primary"] == "human_request"
    assert out[1]["abstained"]
    assert out[1]["reason"]


def test_assess_reports_bad_lines_by_number() -> None:
    lines = [
        '{"id": "1", "body": "Where is my order?"}',
        "{",
        '{"id": "3"}',
        '{"id": "4", "channel": "fax", "body": "x"}',
        "",
        '{"id": "6", "body": 5}',
    ]
    done = CliRunner().invoke(handoff, ["assess", "-"], input="\n".join(lines))
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 1
    for number in (2, 3, 4, 6):
        assert f"line {number}:" in done.stderr


def test_assess_of_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "latin.jsonl"
    path.write_bytes('{"id": "1", "body": "für"}\n'.encode("latin-1"))
    done = CliRunner().invoke(handoff, ["assess", str(path)])
    assert done.exit_code == 1
    assert "UTF-8" in done.stderr


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("HANDOFF_PORT", "eighty", "HANDOFF_PORT"),
        ("HANDOFF_SETTLE_SECONDS", "-1", "HANDOFF_SETTLE_SECONDS"),
        ("BROKER_URL", "sqs://queue", "BROKER_URL"),
        ("DATABASE_URL", "mysql://x/y", "DATABASE_URL"),
        ("HANDOFF_LOG_LEVEL", "loud", "HANDOFF_LOG_LEVEL"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, says: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConfigurationError, match=says) as caught:
        read_settings()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["serve"], "no account is connected"),
        (["web"], "BROKER_URL"),
        (["worker"], "BROKER_URL"),
        (["sweeper"], "BROKER_URL"),
        (["go-live", "acme"], "there is no account"),
        (["connect", "nodesk", "acme", "--people-group", "Support"], "no integration"),
        (["connect", "freshdesk", "Acme!", "--people-group", "Support"], "no account name"),
        (["connect", "freshdesk", "acme", "--people-group", "Support"], "missing"),
        (["connect", "freshdesk", "acme", "--people-group", "Support", "--set", "colour=red"], "no setting"),
        (["connect", "freshdesk", "acme", "--people-group", "Support", "--set", "api_key=x"], "secret"),
    ],
)
def test_what_is_missing_is_one_sentence_with_a_remedy(
    arguments: list[str], says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["handoff", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    error = capsys.readouterr().err.strip().splitlines()
    assert ended.value.code == 2
    assert len(error) == 1
    assert says in error[0]


@pytest.mark.parametrize("role", ["web", "worker", "sweeper"])
def test_roles_share_no_sqlite(role: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("BROKER_URL", "redis://127.0.0.1:9/0")
    monkeypatch.setattr("sys.argv", ["handoff", role])
    with pytest.raises(SystemExit):
        main()
    assert "set DATABASE_URL to PostgreSQL" in capsys.readouterr().err


def test_one_process_wants_no_broker(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("BROKER_URL", "redis://127.0.0.1:9/0")
    monkeypatch.setattr("sys.argv", ["handoff", "serve"])
    with pytest.raises(SystemExit):
        main()
    assert "unset BROKER_URL" in capsys.readouterr().err


def test_one_process_for_each_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = f"sqlite:///{tmp_path / 'elsewhere' / 'handoff.db'}"
    for folder in ("one", "two"):
        monkeypatch.setenv("HANDOFF_DATA_DIR", str(tmp_path / folder))
        with own_alone(read_settings()):
            pass
    monkeypatch.setenv("DATABASE_URL", elsewhere)
    monkeypatch.setenv("HANDOFF_DATA_DIR", str(tmp_path / "one"))
    with own_alone(read_settings()):
        for folder in ("one", "two"):
            monkeypatch.setenv("HANDOFF_DATA_DIR", str(tmp_path / folder))
            with pytest.raises(ConfigurationError, match="another `handoff serve`"), own_alone(read_settings()):
                pass


def test_a_rules_file_with_errors_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tmp_path / "rules.txt"
    rules.write_text("bereavement: L1\n")
    from connector.desks import Desks

    with pytest.raises(ConfigurationError, match="line 1"):
        Desks(None, None, None, None, rules_file=rules)  # type: ignore[arg-type]


def test_the_demo_has_enough_customers() -> None:
    tickets, knowledge, replies = read_demo("tickets"), read_demo("knowledge"), read_demo("people_replies")
    assert len(tickets) >= 60
    assert {t["expect"]["tier"] for t in tickets} == {"routine", "judgement", "sensitive"}
    assert len({t["language"] for t in tickets}) >= 8
    assert {r["ref"] for r in replies} <= {t["ref"] for t in tickets}
    assert any(not k["published"] for k in knowledge)
    assert any(k["restricted"] for k in knowledge)
    assert all(t["requester_email"].endswith(("@example.com", "@example.org")) for t in tickets)


def test_sealing_round_trip() -> None:
    sealer = Sealer("secret")
    assert sealer.open(sealer.seal({"key": "Ünïcode"})) == {"key": "Ünïcode"}
    assert sealer.derive("a") != sealer.derive("b")
