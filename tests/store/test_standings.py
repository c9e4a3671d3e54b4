"""Standings out of the real store: audits in the order of their answers, and the traffic around them."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import sqlalchemy as sa

from connector.core.rules import parse_rules
from connector.store.database import Database
from connector.store.learning import Audits
from connector.store.tables import AUDIT_SAMPLE, CORRECTION, TRIAGE
from connector.store.traffic import read_traffic

DAY = 86400.0
RULES = parse_rules("how_to: L3\npolicy_faq: L3, limit 10").rules


@pytest.fixture
def put(database: Database) -> Callable[[Sequence[dict[str, Any]]], None]:
    """Put triages, each with its audit where one is named, and its correction where there is one."""

    def put(rows: Sequence[dict[str, Any]]) -> None:
        triages, audits, corrections = [], [], []
        for number, row in enumerate(rows):
            key = {
                "account": "acme",
                "ticket": row.get("ticket", f"{row['at']:.3f}-{number}"),
                "trigger": row.get("trigger", "created"),
            }
            triages.append({
                **key, "episode": "1", "kind": row.get("kind", "how_to"), "mode": "assist", "level": row.get("level", 1), "finished": True,
                "decided_at": row["at"],
            })  # fmt: skip
            if "right" in row:
                audits.append({
                    **key, "state": "answered", "drawn_at": 0.0, "lapses_at": 0.0, "was_right": row["right"], "answered_at": row["at"],
                })  # fmt: skip
            if row.get("corrected"):
                corrections.append(
                    {**key, "about": row["corrected"], "ours": "a", "theirs": "b", "source": "tag", "at": row["at"]}
                )
        with database.write() as connection:
            for table, values in ((TRIAGE, triages), (AUDIT_SAMPLE, audits), (CORRECTION, corrections)):
                if values:
                    connection.execute(sa.insert(table), values)

    return put


def now(database: Database) -> float:
    """The clock of the database."""
    with database.read() as connection:
        return database.now(connection)


def test_audits_count_in_the_order_of_their_answers(database: Database, put: Any) -> None:
    """The errors come last in time though they were put first: the certificate at 120 stands and is then lost."""
    then = now(database) - 100 * DAY
    late = [{"at": then + 50_000 + n, "right": False, "ticket": f"a{n}"} for n in range(4)]
    early = [{"at": then + 9 * (121 - n), "right": True, "ticket": f"b{n}"} for n in range(120)]
    put([*late, *early])
    standing = Audits(database).standings("acme", RULES)["how_to"]
    assert (standing.audited, standing.errors, standing.kinds_on) == (124, 4, 2)
    assert (standing.lost, standing.lost_at) == ("newest", 124)


def test_the_rules_name_the_limit_and_what_is_on(database: Database, put: Any) -> None:
    put([{"at": now(database) - DAY + n, "right": True, "kind": "policy_faq"} for n in range(60)])
    audits = Audits(database)
    assert audits.standings("acme", RULES)["policy_faq"].limit == 0.10
    assert audits.standings("acme", RULES)["policy_faq"].is_certified
    assert not audits.standings("acme")["policy_faq"].is_certified
    assert audits.standings("other", RULES) == {}


def test_traffic_counts_messages_and_not_rounds_or_undoing(database: Database, put: Any) -> None:
    at = 1000.0
    put([
        {"at": at}, {"at": at, "level": 0}, {"at": at, "kind": "policy_faq"}, {"at": at, "corrected": "kind"},
        {"at": at, "corrected": "group"}, {"at": at, "trigger": "created~abcd"}, {"at": at, "trigger": "undo:1"}, {"at": 2000.0},
    ])  # fmt: skip
    with database.read() as connection:
        traffic = read_traffic(connection, "acme", "how_to", 1000.0, 2000.0)
        nothing = read_traffic(connection, "acme", "how_to", 3000.0, 4000.0)
    assert (traffic.all, traffic.of_kind, traffic.doubted, traffic.corrected) == (5, 4, 1, 1)
    assert (nothing.all, nothing.of_kind) == (0, 0)


def a_certified_kind(start: float) -> list[dict[str, Any]]:
    """A hundred days of even traffic: ten messages a day, every fifth of them a how-to, 120 of those audited."""
    rows = []
    for day in range(80):
        rows += [{"at": start + day * DAY + n, "kind": "how_to" if n % 5 == 0 else "policy_faq"} for n in range(10)]
    audited = [row for row in rows if row["kind"] == "how_to"][:120]
    return [{**row, "right": True} if row in audited else row for row in rows]


def test_a_change_of_traffic_pauses_until_there_are_new_audits(database: Database, put: Any) -> None:
    today = now(database)
    audits = Audits(database)
    put(a_certified_kind(today - 95 * DAY))
    assert audits.standings("acme", RULES)["how_to"].may_automate
    put([{"at": today - 5 * DAY + n} for n in range(60)])
    paused = audits.standings("acme", RULES)["how_to"]
    assert (paused.is_certified, paused.may_automate, paused.drift) == (True, False, ("share",))
    put([{"at": today - 4 * DAY + n, "right": True} for n in range(30)])
    assert audits.standings("acme", RULES)["how_to"].may_automate
