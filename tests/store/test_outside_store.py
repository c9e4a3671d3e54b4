"""What an outside model may still be asked today, and what asking came to: counted by account and day, without a word of a ticket."""

import threading
from pathlib import Path

from connector.report.outside import tally_outside
from connector.store.database import Database
from connector.store.outside import OutsideBudget, OutsideOutcomes


def test_a_budget_is_an_accounts_own(database: Database) -> None:
    budget = OutsideBudget(database, calls=2, tokens=0)
    assert [budget.take("acme") for _ in range(4)] == [True, True, False, False]
    assert budget.take("other")
    assert budget.spent("acme") == (2, 0)


def test_a_budget_begins_anew_each_day(tmp_path: Path) -> None:
    now = [86400.0 * 100 - 1]
    database = Database(f"sqlite:///{tmp_path / 'handoff.db'}", clock=lambda: now[0])
    database.migrate()
    budget, outcomes = OutsideBudget(database, calls=1, tokens=0), OutsideOutcomes(database)
    outcomes.count("acme", "draft", "used")
    assert (budget.take("acme"), budget.take("acme")) == (True, False)
    now[0] += 1
    assert budget.take("acme")
    assert dict(outcomes.totals("acme", days=1)) == {}
    assert dict(outcomes.totals("acme", days=2)) == {("draft", "used"): 1}
    database.close()


def test_tokens_end_it_too(database: Database) -> None:
    budget = OutsideBudget(database, calls=10, tokens=1000)
    assert budget.take("acme")
    budget.add_tokens("acme", 1000)
    assert not budget.take("acme")
    assert budget.spent("acme") == (1, 1000)
    assert not OutsideBudget(database, calls=0, tokens=0).take("other")


def test_workers_at_once_never_spend_more(database: Database) -> None:
    budget, taken = OutsideBudget(database, calls=5, tokens=0), list[bool]()
    threads = [threading.Thread(target=lambda: taken.append(budget.take("acme"))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(taken) == 5


def test_outcomes_add_up_to_a_sentence(database: Database) -> None:
    outcomes = OutsideOutcomes(database)
    for outcome in ("agrees", "agrees", "settled", "adds", "sensitive", "undecided", "budget", "ungrounded"):
        outcomes.count("acme", "reading", outcome)
    for outcome in ("used", "used", "unreachable"):
        outcomes.count("acme", "draft", outcome)
    outcomes.count("other", "draft", "used")
    assert tally_outside(outcomes.totals("acme")).words == (
        "Second readings: 8; 2 agreed, 1 settled a doubt, 2 added caution, 1 left it open, 2 failed. "
        "Drafts in outside words: 2 of 3 asked for."
    )
    assert tally_outside({}).words == ""
