"""Our two triggers, for admins who want conditions of their own on what rings.

https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/
"""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from connector.core.update import SKIP
from connector.errors import TicketGone
from connector.kit.http import HelpdeskSession
from integrations.zendesk.account_payloads import TriggerAnswer, TriggerBody, TriggersPage
from integrations.zendesk.provision import NAME, trigger_body
from integrations.zendesk.reading import Reader, made

_PATH: Final = "/api/v2/triggers"
_NOTIFY: Final = "notification_webhook"

#: Nothing that we do creates a ticket or writes in public, so none of our own updates can set these off. The tag is the
#: agents' way to say that a ticket is not for us.
_NOT_SKIPPED: Final = ("current_tags", "not_includes", SKIP)


@dataclass(frozen=True, slots=True)
class OurTrigger:
    """One of the two: when it fires and what it says. ``setting`` is where its id is kept."""

    setting: str
    title: str
    event: str
    conditions: Sequence[tuple[str, str, str]]

    def written(self, hook_id: str) -> dict[str, Any]:
        """Return it as Zendesk wants it."""
        conditions = [{"field": name, "operator": operator, "value": value} for name, operator, value in self.conditions]
        return {
            "title": self.title,
            "active": True,
            "conditions": {"all": conditions, "any": []},
            "actions": [{"field": _NOTIFY, "value": [hook_id, trigger_body(self.event)]}],
        }

    def in_words(self) -> str:
        """Return what an admin types to make it by hand."""
        conditions = ", ".join(f"{name} {operator.replace('_', ' ')} {value}" for name, operator, value in self.conditions)
        notify = f"notify the webhook “{NAME}” with {trigger_body(self.event)}"
        return f"{self.title}: meet all of {conditions}; {notify}"

    def stands(self, there: TriggerBody, hook_id: str) -> bool:
        """Whether it is active and calls the webhook with our text. Conditions are the admin's to tighten."""
        calls = any(action.field == _NOTIFY and action.value == [hook_id, trigger_body(self.event)] for action in there.actions)
        return there.active and calls


OUR_TRIGGERS: Final = (
    OurTrigger("trigger_created_id", "Warm Handoff: new ticket", "created", (("update_type", "is", "Create"), _NOT_SKIPPED)),
    OurTrigger(
        "trigger_replied_id",
        "Warm Handoff: customer wrote again",
        "replied",
        (("update_type", "is", "Change"), ("role", "is", "end_user"), ("comment_is_public", "is", "true"), _NOT_SKIPPED),
    ),
)


class Triggers:
    """The triggers of an account. Raises the families of ``connector.errors``."""

    def __init__(self, session: HelpdeskSession) -> None:
        self._session = session
        self._reader = Reader(session)

    def ours(self, settings: Mapping[str, str], hook_id: str) -> Mapping[OurTrigger, TriggerBody]:
        """Return those of ours that are there, by the kept id or else by the title and the webhook that they call."""
        there = [trigger for page in self._reader.pages(TriggersPage, _PATH) for trigger in page.triggers]
        found = {ours: _among(there, ours, settings.get(ours.setting, ""), hook_id) for ours in OUR_TRIGGERS}
        return {ours: trigger for ours, trigger in found.items() if trigger is not None}

    def create(self, ours: OurTrigger, hook_id: str) -> str:
        """Make it; returns its id."""
        return made(TriggerAnswer, self._session.write("POST", _PATH, {"trigger": ours.written(hook_id)})).trigger.id

    def mend(self, ours: OurTrigger, there: TriggerBody, hook_id: str) -> None:
        """Let it call the webhook again. Its title and conditions stay as the admin has them."""
        wanted = {name: value for name, value in ours.written(hook_id).items() if name in ("active", "actions")}
        self._session.write("PUT", f"{_PATH}/{there.id}", {"trigger": wanted})

    def delete(self, there: TriggerBody) -> None:
        """Delete it. One that is gone already is as good as deleted."""
        with contextlib.suppress(TicketGone):
            self._session.write("DELETE", f"{_PATH}/{there.id}")


def _among(there: Sequence[TriggerBody], ours: OurTrigger, trigger_id: str, hook_id: str) -> TriggerBody | None:
    by_id = (trigger for trigger in there if trigger_id and trigger.id == trigger_id)
    by_title = (trigger for trigger in there if trigger.title == ours.title and _calls(trigger, hook_id))
    return next(chain(by_id, by_title), None)


def _calls(trigger: TriggerBody, hook_id: str) -> bool:
    return any(isinstance(action.value, list) and action.value[:1] == [hook_id] for action in trigger.actions)
