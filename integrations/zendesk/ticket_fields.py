"""Two ticket fields that mirror our tags, so that agents get columns, filters and a menu to correct in.

A value of such a field is nothing but its tag: setting the tag sets the field and the other way round, so the fields cost no
further write. https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/
"""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from connector.core.phrases import KIND_NAMES, URGENCY_NAMES
from connector.core.update import KIND_TAGS, URGENCY_TAGS
from connector.errors import TicketGone
from connector.kit.http import HelpdeskSession
from integrations.zendesk.account_payloads import FieldAnswer, FieldBody, FieldsPage
from integrations.zendesk.reading import Reader, made

_PATH: Final = "/api/v2/ticket_fields"
_LANGUAGE: Final = "en"


@dataclass(frozen=True, slots=True)
class OurField:
    """One of the two. ``options`` are names by tag; ``setting`` is where its id is kept."""

    setting: str
    type: str
    title: str
    options: Mapping[str, str]

    def __hash__(self) -> int:
        return hash(self.setting)

    def written(self, there: FieldBody | None = None) -> list[dict[str, Any]]:
        """Return its options as Zendesk wants them: all of them each time. What an admin renamed or added stays so."""
        known = {option.value: option for option in there.custom_field_options} if there else {}
        kept = [{"id": int(option.id or 0), "name": option.name, "value": tag} for tag, option in known.items()]
        return kept + [{"name": name, "value": tag} for tag, name in self.options.items() if tag not in known]

    def stands(self, there: FieldBody) -> bool:
        """Whether it is active and has all of our options."""
        return there.active and set(self.options) <= there.values


def _named(name: str) -> str:
    return name[:1].upper() + name[1:]


OUR_FIELDS: Final = (
    OurField(
        "kind_field_id",
        "multiselect",  # a ticket may be about several things
        "AI kind",
        {tag: _named(KIND_NAMES[_LANGUAGE][kind]) for kind, tag in KIND_TAGS.items()},
    ),
    OurField(
        "urgency_field_id",
        "tagger",
        "AI urgency",
        {tag: _named(URGENCY_NAMES[_LANGUAGE][urgency.name]) for urgency, tag in URGENCY_TAGS.items()},
    ),
)


class TicketFields:
    """The ticket fields of an account. Raises the families of ``connector.errors``."""

    def __init__(self, session: HelpdeskSession) -> None:
        self._session = session
        self._reader = Reader(session)

    def ours(self, settings: Mapping[str, str]) -> Mapping[OurField, FieldBody]:
        """Return those of ours that are there, by the kept id or else by the tags of their options."""
        there = [field for page in self._reader.pages(FieldsPage, _PATH) for field in page.ticket_fields]
        found = {ours: _among(there, ours, settings.get(ours.setting, "")) for ours in OUR_FIELDS}
        return {ours: field for ours, field in found.items() if field is not None}

    def create(self, ours: OurField) -> str:
        """Make it; returns its id."""
        wanted = {"type": ours.type, "title": ours.title, "custom_field_options": ours.written()}
        return made(FieldAnswer, self._session.write("POST", _PATH, {"ticket_field": wanted})).ticket_field.id

    def mend(self, ours: OurField, there: FieldBody) -> None:
        """Add the options that are missing, and switch it on."""
        wanted = {"active": True, "custom_field_options": ours.written(there)}
        self._session.write("PUT", f"{_PATH}/{there.id}", {"ticket_field": wanted})

    def delete(self, there: FieldBody) -> None:
        """Delete it, and with it its values. One that is gone already is as good as deleted."""
        with contextlib.suppress(TicketGone):
            self._session.write("DELETE", f"{_PATH}/{there.id}")


def _among(there: Sequence[FieldBody], ours: OurField, field_id: str) -> FieldBody | None:
    """A tag belongs to one field alone, so a field with one of ours is ours."""
    by_id = (field for field in there if field_id and field.id == field_id)
    by_tags = (field for field in there if field.type == ours.type and field.values & set(ours.options))
    return next(chain(by_id, by_tags), None)
