"""An old backup is restored: what was written since stands on the tickets, and is not written again."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from connector.core.ticket import Author, Priority

from .office import TICKETS, Office

REFERENCE = re.compile(r"WH-[A-Z0-9]+")


def copy_file(folder: Path) -> None:
    """Take a backup while all is at work."""
    with closing(sqlite3.connect(folder / "handoff.db")) as there, closing(sqlite3.connect(folder / "copy.db")) as here:
        there.backup(here)


@pytest.mark.parametrize("like_freshdesk", [False, True], ids=["zendesk", "freshdesk"])
@pytest.mark.parametrize("ground", ["sqlite", pytest.param("postgresql", marks=pytest.mark.services)])
def test_an_old_backup_writes_nothing_twice(
    request: pytest.FixtureRequest, tmp_path: Path, ground: str, *, like_freshdesk: bool
) -> None:
    if ground == "sqlite":
        url, copy = f"sqlite:///{tmp_path / 'handoff.db'}", f"sqlite:///{tmp_path / 'copy.db'}"
    else:
        make = request.getfixturevalue("make_database")
        url = make("works")
    office = Office(tmp_path, url, like_freshdesk)
    office.begin()
    if ground == "sqlite":
        copy_file(tmp_path)
    else:  # PostgreSQL copies a database while nobody is connected to it
        office.application.close()
        copy = make("copied", like="works")
        office.open(url)

    office.tag("since")
    office.ring("45", "46", "47")
    office.poll()
    office.work()
    office.see_all_well("early", "since")
    office.tag("last")
    office.application.close()

    office.open(copy)
    assert office.ring(*TICKETS) == [ticket > "44" for ticket in TICKETS]
    office.poll()
    office.work()
    office.poll()
    office.work()
    office.see_all_well("early", "since", "last")
    office.application.close()


@pytest.mark.parametrize("like_freshdesk", [False, True], ids=["zendesk", "freshdesk"])
def test_what_people_and_customers_did_since_the_backup_stands(tmp_path: Path, *, like_freshdesk: bool) -> None:
    """Only this is not known any more: that 48 has a note of ours for an earlier message, and that a person took our tag off 45."""
    office = Office(tmp_path, f"sqlite:///{tmp_path / 'handoff.db'}", like_freshdesk)
    helpdesk = office.helpdesk
    office.begin()
    copy_file(tmp_path)
    office.ring("45", "46", "47", "48")
    office.work()
    helpdesk.put(replace(helpdesk.tickets["45"], tags=helpdesk.tickets["45"].tags - {"ai_kind_how_to"}))
    helpdesk.put(replace(helpdesk.tickets["46"], group_id="3", priority=Priority.HIGH))
    helpdesk.say("47", Author.AGENT, "Use vinegar.")
    for ticket in ("41", "48"):
        helpdesk.say(ticket, Author.REQUESTER, "And when do you open?")
        office.ring(ticket, event="replied", message="3")
    office.work()
    before = dict(helpdesk.tickets)
    office.application.close()

    office.open(f"sqlite:///{tmp_path / 'copy.db'}")
    office.ring(*TICKETS)
    office.ring("41", "48", event="replied", message="3")
    office.poll()
    office.work()
    for ticket in ("41", "42", "43", "44", "46", "47"):
        assert replace(helpdesk.tickets[ticket], stamp="", updated_at=None) == replace(before[ticket], stamp="", updated_at=None)
    references = [reference for note in helpdesk.notes("48") for reference in set(REFERENCE.findall(note))]
    assert len(set(references)) == len(references) == (1 if like_freshdesk else 2)
    assert "vip" in helpdesk.tickets["45"].tags
    assert len(helpdesk.notes("45")) == 1
    office.application.close()
