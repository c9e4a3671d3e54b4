"""In which state a ticket shows, for every way the work on it can stand."""

from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.phrases import LEFT
from connector.core.taxonomy import Level
from connector.core.ticket import EventKind
from connector.sidebar.state import Sight, state_of
from connector.store.inbox import Waiting
from connector.store.learning import AuditSample
from connector.store.triages import Triage

NOW: Final = 1_000.0
READ: Final = Triage(
    account="acme", ticket="41", trigger="created", episode="created", mode="assist", level=Level.L1, finished=True, kind="how_to",
    decided_at=900.0, decision={"level": 1},
)  # fmt: skip
AT_IT: Final = replace(READ, finished=False, decision=None)
ASKED: Final = AuditSample(account="acme", ticket="41", trigger="created", state="open", lapses_at=2_000.0)
NOTHING: Final = Waiting(frozenset())


def waiting(*kinds: EventKind, outcome: str = "", ended_at: float = 0.0) -> Waiting:
    """How the work stands."""
    return Waiting(frozenset(kinds), outcome, ended_at)


def sight(**known: Any) -> Sight:
    """A ticket that was read and decided, unless told otherwise."""
    usual: dict[str, Any] = {
        "now": NOW, "waiting": NOTHING, "triage": READ, "sample": None, "spoken_at": 0.0, "is_undone": False, "holds": False,
    }  # fmt: skip
    return Sight(**{**usual, **known})


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({}, "ready"),
        ({"triage": None}, "unknown"),
        ({"triage": None, "waiting": waiting(EventKind.CREATED)}, "pending"),
        ({"triage": None, "waiting": waiting(EventKind.CREATED), "holds": True}, "pending"),
        ({"triage": AT_IT}, "pending"),
        ({"waiting": waiting(EventKind.REPLIED)}, "pending"),
        ({"waiting": waiting(EventKind.REPLIED), "holds": True}, "ready"),
        ({"waiting": waiting(EventKind.CHANGED)}, "ready"),  # an agent set a field; nothing new is to be said
        ({"waiting": waiting(EventKind.CHANGED), "spoken_at": 990.0}, "pending"),
        ({"waiting": waiting(EventKind.CHANGED), "spoken_at": 990.0, "holds": True}, "ready"),
        ({"waiting": waiting(EventKind.CHANGED), "spoken_at": 930.0}, "ready"),  # waited for long enough
        ({"waiting": waiting(EventKind.CHANGED), "spoken_at": 890.0}, "ready"),  # heeded already
        ({"waiting": waiting(EventKind.UNDO)}, "undoing"),
        ({"waiting": waiting(EventKind.UNDO, EventKind.REPLIED), "sample": ASKED}, "undoing"),
        ({"is_undone": True}, "undone"),
        ({"is_undone": True, "sample": ASKED}, "undone"),
        ({"is_undone": True, "waiting": waiting(EventKind.REPLIED)}, "pending"),
        ({"sample": ASKED}, "audit"),
        ({"sample": ASKED, "waiting": waiting(EventKind.CHANGED)}, "audit"),
        ({"sample": ASKED, "triage": AT_IT}, "pending"),
        ({"sample": replace(ASKED, lapses_at=NOW)}, "ready"),
        ({"sample": replace(ASKED, state="answered")}, "ready"),
        ({"triage": None, "waiting": waiting(outcome="spam", ended_at=950.0)}, "left"),
        ({"waiting": waiting(outcome="skip_tag", ended_at=950.0)}, "left"),
        ({"waiting": waiting(outcome="skip_tag", ended_at=850.0)}, "ready"),  # was lifted since
        ({"waiting": waiting(outcome="answered_by_person", ended_at=950.0)}, "ready"),
        ({"triage": None, "waiting": waiting(outcome="answered_by_person", ended_at=950.0)}, "left"),
        ({"triage": AT_IT, "waiting": waiting(outcome="refused", ended_at=950.0)}, "left"),
        ({"triage": AT_IT, "waiting": waiting(outcome="gave_up", ended_at=950.0)}, "left"),
        ({"triage": replace(READ, decision=None)}, "left"),
        ({"waiting": waiting(outcome="level_1_assist", ended_at=950.0)}, "ready"),
    ],
)
def test_states(known: dict[str, Any], state: str) -> None:
    assert state_of(sight(**known)) == state


sights = st.builds(
    Sight,
    now=st.just(NOW),
    waiting=st.builds(
        Waiting,
        st.frozensets(st.sampled_from(EventKind)),
        st.sampled_from(["", "level_1_assist", "answered_for_already", *LEFT["en"]]),
        st.floats(0, NOW),
    ),
    triage=st.sampled_from([None, READ, AT_IT, replace(READ, decision=None)]),
    sample=st.sampled_from([None, ASKED, replace(ASKED, state="answered"), replace(ASKED, lapses_at=1.0)]),
    spoken_at=st.floats(0, NOW),
    is_undone=st.booleans(),
    holds=st.booleans(),
)


@given(seen=sights)
def test_whatever_is_known(seen: Sight) -> None:
    """A page that is blind never shows; one that shows was read; a reason stands beside every ticket that is left."""
    state = state_of(seen)
    assert not (seen.is_blind and seen.is_open)
    assert state != "ready" or (seen.is_open and seen.triage is not None and seen.triage.decision is not None)
    assert state != "audit" or (seen.is_blind and seen.is_read)
    assert (state != "left") or seen.left in LEFT["en"]
    assert state != "unknown" or seen.triage is None
