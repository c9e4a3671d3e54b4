"""Reading from Zendesk: one session per account and scope, answers typed, lists followed by their cursor."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

import requests
from pydantic import ValidationError

from connector.core.budget import Budget
from connector.errors import OutcomeUnknown, Permanent, Transient
from connector.kit.http import TIMEOUT, HelpdeskSession, json_of
from connector.port import CredentialSource
from integrations.zendesk.authentication import Authentication
from integrations.zendesk.payloads import Page
from integrations.zendesk.settings import SUBDOMAIN, ZendeskSettings
from integrations.zendesk.tariff import ZendeskTariff
from integrations.zendesk.tokens import TOKEN_SECONDS
from integrations.zendesk.wire import Wire

PER_PAGE: Final = 100
_MOST_PAGES: Final = 50

#: Names that say that no person sits there, in the languages we know.
_MACHINE_NAMES: Final = re.compile(
    r"\b(?:ai|api|automat\w*|bot|connector|handoff|integration|service|system|triage)\b", re.IGNORECASE
)

_Answer = TypeVar("_Answer", bound=Wire)
_Listed = TypeVar("_Listed", bound=Page)


def open_session(
    settings: ZendeskSettings,
    source: CredentialSource,
    *,
    timeout: tuple[float, float] = TIMEOUT,
    token_seconds: int = TOKEN_SECONDS,
    budget: Budget | None = None,
) -> HelpdeskSession:
    """Open an account. Makes no call yet."""
    authentication = Authentication(settings, source, timeout=timeout, token_seconds=token_seconds)
    return HelpdeskSession(
        settings.base_url,
        authorize=authentication.headers,
        renew=authentication.renew,
        name_refused_field=refused_field,
        timeout=timeout,
        budget=budget,
        tariff=ZendeskTariff(),
    )


def open_brand(
    settings: ZendeskSettings,
    source: CredentialSource,
    subdomain: str,
    *,
    timeout: tuple[float, float] = TIMEOUT,
    budget: Budget | None = None,
) -> HelpdeskSession:
    """Open the help centre of another brand of the account, with the account's own credentials. Makes no call yet.

    A brand answers under a subdomain of its own; a sandbox has none and keeps it under a path. Raises Permanent for what is no
    subdomain, because the credentials go there.
    """
    if not SUBDOMAIN.fullmatch(subdomain):
        raise Permanent("Zendesk named a brand with an odd subdomain; its help centre is left out")
    is_live = settings.base_url.startswith("https://") and settings.base_url.endswith(".zendesk.com")
    authentication = Authentication(settings, source, timeout=timeout)
    return HelpdeskSession(
        f"https://{subdomain}.zendesk.com" if is_live else f"{settings.base_url}/@{subdomain}",
        authorize=authentication.headers,
        renew=authentication.renew,
        timeout=timeout,
        budget=budget,
        tariff=ZendeskTariff(),
    )


class Reader:
    """Reads an account through its session. Raises the families of ``connector.errors``, never OutcomeUnknown."""

    def __init__(self, session: HelpdeskSession) -> None:
        self._session = session

    def one(self, model: type[_Answer], path: str, params: Mapping[str, str | int] | None = None) -> _Answer:
        """Return one object, or one page of a list."""
        return typed(model, self._session.get(path, params))

    def answer(self, path: str, params: Mapping[str, str | int] | None = None) -> requests.Response:
        """Return the raw answer, for its headers."""
        return self._session.get(path, params)

    def pages(self, model: type[_Listed], path: str, params: Mapping[str, str | int] | None = None) -> Iterator[_Listed]:
        """Follow a list to its end by its cursor, and not by its link, which names a host."""
        wanted: dict[str, str | int] = {"page[size]": PER_PAGE, **(params or {})}
        for _ in range(_MOST_PAGES):
            page = self.one(model, path, wanted)
            yield page
            if not page.meta.has_more or not page.meta.after_cursor:
                return
            wanted["page[after]"] = page.meta.after_cursor


def typed(model: type[_Answer], response: requests.Response) -> _Answer:
    """Parse an answer to a read. What cannot be read now may be read later; it never has an unknown outcome."""
    try:
        return model.model_validate(json_of(response))
    except (OutcomeUnknown, ValidationError):
        raise Transient("Zendesk answered something that we cannot read") from None


def made(model: type[_Answer], response: requests.Response) -> _Answer:
    """Parse the answer to a write. Raises OutcomeUnknown when it cannot be read: look before repeating."""
    try:
        return model.model_validate(json_of(response))
    except ValidationError:
        raise OutcomeUnknown("Zendesk answered something that we cannot read") from None


def seems_a_person(name: str) -> bool:
    """Whether a seat of this name seems to be a person's."""
    return _MACHINE_NAMES.search(name) is None


def refused_field(body: Any) -> str:
    """The first field that a 422 names. https://developer.zendesk.com/api-reference/introduction/requests/#422"""
    details = body.get("details") if isinstance(body, dict) else None
    return next((str(name)[:64] for name in details), "") if isinstance(details, dict) else ""
