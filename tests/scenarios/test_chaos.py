"""The short form of ``make chaos``: real processes, a third of all calls to the helpdesk failing, and kills in the middle of writes."""

from pathlib import Path

import pytest
from grounds import embedded, scaled
from turmoil import Verdict

TICKETS = 16
KILLS = 3


def test_what_the_count_forgives() -> None:
    clean = {"tickets": 9, "lost": 0, "doubled": 0, "tags_lost": 0, "public": 0, "blows": 2, "busy": 2, "writes_cut": 1}
    rest = {"deaths": 0, "api_faults": 3, "repeated_bells": 1, "seconds": 1.0}
    assert Verdict(**clean, **rest).is_clean
    for fault in ({"lost": 1}, {"doubled": 1}, {"tags_lost": 1}, {"public": 1}, {"busy": 1}):
        assert not Verdict(**{**clean, **fault}, **rest).is_clean


@pytest.mark.slow
def test_one_process_loses_nothing_and_writes_nothing_twice(vendor: str, tmp_path: Path) -> None:
    with embedded(vendor, tmp_path, tickets=TICKETS, kills=KILLS, others=1, seed=11) as run:
        verdict = run.run()
    assert verdict.is_clean, verdict
    assert verdict.deaths == 0
    assert verdict.writes_cut > 0
    assert verdict.api_faults > TICKETS / 2


@pytest.mark.slow
@pytest.mark.services
def test_all_roles_lose_nothing_whatever_falls(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("redis")  # skips or fails where a server is missing
    tmp_path.chmod(0o755)
    with scaled("redis", "zendesk", tmp_path, tickets=TICKETS, faults=4, seed=11) as run:
        verdict = run.run()
    assert verdict.is_clean, verdict
