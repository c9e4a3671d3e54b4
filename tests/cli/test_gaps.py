"""``handoff gaps`` over a store in a folder of the test."""

import json

import pytest

from connector.bootstrap import Application
from connector.core.taxonomy import Level
from connector.core.ticket import Requester
from connector.store.triages import Work

from .conftest import Commands

ASKED = [
    ("41", "Do you sell gift cards?", "en", "product_info"),
    ("42", "do you also sell gift cards", "en", "product_info"),
    ("43", "Verkaufen Sie [Gutscheine]?", "de", "policy_faq"),
]


def ask(application: Application) -> None:
    """Three questions without a source, and two messages that were answered for, one with a draft."""
    for ticket, question, language, kind in ASKED:
        key = application.texts.key_of("acme", Requester(id=ticket))
        work = Work("acme", ticket, "created", "created", key)
        application.gaps.keep(work, kind=kind, language=language, question=question)
    for ticket, level in (("41", Level.L1), ("44", Level.L2)):
        lease = application.leases.take("acme", ticket, "test")
        assert lease is not None
        application.triages.finish(lease, Work("acme", ticket, "created", "created", "k"), level, mode="assist")


@pytest.fixture
def asked(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """An account with questions."""
    monkeypatch.setattr("connector.workshop.load_encoder", lambda: None)
    commands.connect()
    commands.change(ask)
    return commands


def test_like_questions_are_counted_together_in_json(asked: Commands) -> None:
    found = json.loads(asked.run("gaps", "acme", "--json").output)
    assert (found["messages"], found["with_draft"], found["without_source"], found["days"]) == (2, 1, 3, 30)
    assert [(line["count"], line["question"], line["language"]) for line in found["gaps"]] == [
        (2, "Do you sell gift cards?", "en"),
        (1, "Verkaufen Sie [Gutscheine]?", "de"),
    ]
    assert found["gaps"][0]["ticket"] in ("41", "42")


def test_the_table_says_how_many_were_looked_at(asked: Commands) -> None:
    shown = " ".join(asked.run("gaps", "acme").output.split())
    assert "Of 2 messages 1 had a draft, and 3 might have had one" in shown
    assert "[Gutscheine]" in shown
    assert "Questions that go to people by rule are not among them" in shown


def test_words_that_are_kept_for_days_only_are_looked_at_for_so_many(asked: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOFF_RETENTION_DAYS", "7")
    assert json.loads(asked.run("gaps", "acme", "--days", "90", "--json").output)["days"] == 7
    assert "there is no account" in asked.refuse("gaps", "nobody")
