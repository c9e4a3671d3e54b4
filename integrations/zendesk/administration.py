"""The admin's side of a Zendesk account: setting up, looking after, trying out, taking down."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from connector.administration import Action, Finding, Setup, SetupRequest, Step
from connector.errors import CredentialsRejected, HandoffError
from connector.kit.credentials import MemoryCredentials
from connector.kit.http import TIMEOUT, HelpdeskSession
from connector.port import Connection
from integrations.zendesk.account_payloads import SeatAnswer, TicketsPage
from integrations.zendesk.examination import examine
from integrations.zendesk.findings import Look
from integrations.zendesk.probing import probe
from integrations.zendesk.reading import Reader, open_session
from integrations.zendesk.scopes import FIELDS as FIELD_SCOPES
from integrations.zendesk.scopes import SETTING_UP, joined
from integrations.zendesk.set_up import FIELDS, TRIGGER, App, Bell, Columns, Part
from integrations.zendesk.settings import is_signed_in, parse_settings
from integrations.zendesk.ticket_fields import OUR_FIELDS
from integrations.zendesk.tokens import SHORTEST_TOKEN_SECONDS

_LARGEST_PAGE: Final = 100


class ZendeskAdministration:
    """An ``Administration`` on Zendesk's REST API. Raises only the families of ``connector.errors``.

    The work itself never holds the rights of setting up: where the account has the secret of an OAuth client, those come in a
    token of their own that is kept nowhere and ends after five minutes.
    """

    extras: Mapping[str, str] = MappingProxyType(
        {
            TRIGGER: "two triggers ring instead of ticket events, for conditions of your own",
            FIELDS: "ticket fields for kind and urgency, for columns, filters and correcting from a menu",
        }
    )

    def __init__(self, connection: Connection, *, timeout: tuple[float, float] = TIMEOUT) -> None:
        self._connection = connection
        self._settings = parse_settings(connection.settings)
        self._timeout = timeout
        self._working = open_session(self._settings, connection.credentials, timeout=timeout)

    def set_up(self, request: SetupRequest, *, dry_run: bool) -> Setup:
        """Make the webhook, with the extras triggers and fields, and find the app; where a right is lacking, the steps by hand.

        Raises CredentialsRejected when the credentials themselves are refused.
        """
        self._require_seat()
        scopes = (*SETTING_UP, *(FIELD_SCOPES if FIELDS in request.extras else ()))
        steps: list[Step] = []
        settings: dict[str, str] = {}
        secrets: tuple[str, ...] = ()
        for part in self._parts(self._with_scopes(*scopes)):
            try:
                done = part.set_up(request, dry_run=dry_run)
            except CredentialsRejected:
                done = Setup(steps=(part.by_hand(request, removing=False),))
            steps += done.steps
            settings |= done.settings
            secrets = done.webhook_secrets or secrets
        return Setup(steps=tuple(steps), settings=settings, webhook_secrets=secrets)

    def take_down(self, request: SetupRequest, *, dry_run: bool) -> Sequence[Step]:
        """Delete what was set up, then end our token. The OAuth client, an API token and the app are for the admin to remove."""
        self._require_seat()
        steps: list[Step] = []
        made_fields = any(self._connection.settings.get(ours.setting) for ours in OUR_FIELDS)
        for part in self._parts(self._with_scopes(*SETTING_UP, *(FIELD_SCOPES if made_fields else ()))):
            try:
                steps += part.take_down(request, dry_run=dry_run)
            except CredentialsRejected:
                steps.append(part.by_hand(request, removing=True))
        return (*steps, *self._end_access(dry_run=dry_run))

    def examine(self, request: SetupRequest) -> Iterable[Finding]:
        """Yield what a look at the account shows. Reads, and lets Zendesk ring our webhook once; a failing call is a finding."""
        look = Look(
            working=self._working,
            setting_up=self._with_scopes(*SETTING_UP),
            plain=self._connection.settings,
            settings=self._settings,
            request=request,
        )
        return examine(look)

    def probe(self, ticket_id: str) -> Iterable[Finding]:
        """Try on a test ticket what Zendesk's documents leave open, and tidy up."""
        return probe(self._working, ticket_id, self._alone)

    def recent_tickets(self, limit: int) -> Sequence[str]:
        """Return the ids of the newest tickets. Any agent may list what it may see.

        https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#list-tickets
        """
        found: list[str] = []
        params: dict[str, str | int] = {"sort": "-id", "page[size]": max(1, min(limit, _LARGEST_PAGE))}
        for page in Reader(self._working).pages(TicketsPage, "/api/v2/tickets", params) if limit > 0 else ():
            found += [row.id for row in page.tickets if row.id]
            if len(found) >= limit:
                break
        return tuple(found[:limit])

    def _require_seat(self) -> None:
        """Raise CredentialsRejected when nobody is signed in; Zendesk may answer that with an anonymous end user."""
        if not Reader(self._working).one(SeatAnswer, "/api/v2/users/me").user.id:
            raise CredentialsRejected("Zendesk does not know these credentials; check them and the subdomain")

    def _parts(self, setting_up: HelpdeskSession) -> tuple[Part, ...]:
        plain = self._connection.settings
        return Bell(setting_up, plain), Columns(setting_up, plain), App(self._working)

    @property
    def _alone(self) -> Callable[[str], HelpdeskSession] | None:
        """Opens a session with exactly these scopes, or ``None`` where the scopes of the credentials are fixed."""
        return self._scoped if self._chooses_scopes() else None

    def _with_scopes(self, *scopes: str) -> HelpdeskSession:
        return self._scoped(joined(self._settings.scope, *scopes)) if self._chooses_scopes() else self._working

    def _chooses_scopes(self) -> bool:
        return bool(self._settings.client_id) and not is_signed_in(self._connection.credentials.read())

    def _scoped(self, scope: str) -> HelpdeskSession:
        secret = self._connection.credentials.read().get("client_secret", "")
        return open_session(
            replace(self._settings, scope=scope),
            MemoryCredentials({"client_secret": secret}),
            timeout=self._timeout,
            token_seconds=SHORTEST_TOKEN_SECONDS,
        )

    def _end_access(self, *, dry_run: bool) -> Sequence[Step]:
        if not self._settings.client_id:
            return (_DELETE_API_TOKEN,)
        what = "Our OAuth token"
        if not self._connection.credentials.read().get("access_token"):
            return (Step(Action.SKIP, what, "There is none."), _DELETE_CLIENT)
        try:
            if not dry_run:
                self._working.write("DELETE", "/api/v2/oauth/tokens/current")
        except HandoffError:
            return (Step(Action.SKIP, what, "It could not be ended here; it ends with its OAuth client."), _DELETE_CLIENT)
        return (Step(Action.DELETE, what), _DELETE_CLIENT)


_DELETE_CLIENT: Final = Step(
    Action.BY_HAND,
    "Delete the OAuth client, and with it all of its tokens",
    "Admin Centre > Apps and integrations > APIs > OAuth clients: delete the client of Warm Handoff.",
)
_DELETE_API_TOKEN: Final = Step(
    Action.BY_HAND,
    "Delete the API token",
    "Admin Centre > Apps and integrations > APIs > API tokens: delete the token of Warm Handoff.",
)
