"""The admin's side of a Freshdesk account: the two rules, a look at everything we depend on, and trying what nobody documents."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from connector.administration import Action, Finding, Setup, SetupRequest, Step
from connector.errors import ConfigurationError, CredentialsRejected, Refused, TicketGone
from connector.kit.http import HelpdeskSession
from integrations.freshdesk.examination import examine
from integrations.freshdesk.fields import TicketFields
from integrations.freshdesk.probing import probe
from integrations.freshdesk.provision import CREATED, FIRST_MATCH, OUR_RULES, OurRule, rule_instructions, webhook_instructions
from integrations.freshdesk.reading import Reader, every_account_has_this, has_next_page, rows_of
from integrations.freshdesk.rules import Bell, RuleBook, Rules, ours_among, stands
from integrations.freshdesk.wire import RuleBody

_CLOSED: Final = 5
#: Every account has these: open, pending, resolved.
_SHIPPED_STATUSES: Final = (2, 3, 4)
_PAGE: Final = 100


class FreshdeskAdministration:
    """An ``Administration`` on Freshdesk's REST API v2. Raises only the families of ``connector.errors``."""

    extras: Mapping[str, str] = MappingProxyType({})

    def __init__(self, session: HelpdeskSession, settings: Mapping[str, str]) -> None:
        self._session = session
        self._settings = settings
        self._reader = Reader(session)
        self._fields = TicketFields(self._reader)
        self._book = RuleBook(session, self._reader)

    def set_up(self, request: SetupRequest, *, dry_run: bool) -> Setup:
        """Make the two rules, or mend those that are there; where the key may not, the steps to make them by hand.

        Raises CredentialsRejected when the key itself is refused.
        """
        if not request.url:
            return Setup(steps=(Step(Action.SKIP, "Automation rules", "The account is polled and needs none."),))
        self._reader.me()
        try:
            rules = {rule: self._book.read(rule.type_id) for rule in OUR_RULES}
        except (CredentialsRejected, TicketGone):
            by_hand = webhook_instructions(request.url, self._settings, request.secret)
            what = "Make two automation rules: Freshdesk lets only an administrator's key make them"
            return Setup(steps=(Step(Action.BY_HAND, what, by_hand),))
        steps: list[Step] = []
        saved: dict[str, str] = {}
        for rule, there in rules.items():
            step, rule_id = self._set_up(rule, there, request, dry_run=dry_run)
            steps.append(step)
            if rule_id and not dry_run:
                saved[rule.setting] = rule_id
        if any(there.first_match for there in rules.values()):
            steps.append(Step(Action.BY_HAND, "Let all matching rules run", FIRST_MATCH))
        return Setup(steps=tuple(steps), settings=saved)

    def take_down(self, request: SetupRequest, *, dry_run: bool) -> Sequence[Step]:
        """Delete our rules. The key, the agent and the app are for the admin to remove: no key can end itself."""
        steps: list[Step] = []
        for rule in OUR_RULES:
            try:
                there = self._find(rule, self._book.read(rule.type_id), request.url)
                steps.append(self._take_down(rule, there, dry_run=dry_run))
            except (CredentialsRejected, TicketGone):
                steps.append(Step(Action.BY_HAND, f"Delete the rule “{rule.name}”", _WHERE.format(tab=rule.tab)))
        return (*steps, *_LAST_STEPS)

    def examine(self, request: SetupRequest) -> Iterable[Finding]:
        """Yield what a look at the account shows. Reads only; a failing call is a finding."""
        return examine(self._session, self._settings, request)

    def probe(self, ticket_id: str) -> Iterable[Finding]:
        """Try on a test ticket what Freshdesk's documents leave open, and tidy up."""
        return probe(self._session, ticket_id)

    def recent_tickets(self, limit: int) -> Sequence[str]:
        """Return the ids of the newest tickets of the last thirty days, which is what Freshdesk lists unasked.

        https://developers.freshdesk.com/api/#list_all_tickets
        """
        found: list[str] = []
        for page in self._newest():
            found += page
            if len(found) >= limit:
                break
        return tuple(found[: max(limit, 0)])

    def _newest(self) -> Iterator[list[str]]:
        page, more = 1, True
        while more:
            params: dict[str, str | int] = {"order_by": "created_at", "order_type": "desc", "per_page": _PAGE, "page": page}
            with every_account_has_this():
                answer = self._reader.answer("/tickets", params)
            yield [str(row["id"]) for row in rows_of(answer) if isinstance(row.get("id"), int)]
            page, more = page + 1, has_next_page(answer)

    def _find(self, rule: OurRule, rules: Rules, url: str) -> RuleBody | None:
        return ours_among(rules, rule, self._settings.get(rule.setting, ""), url)

    def _set_up(self, rule: OurRule, rules: Rules, request: SetupRequest, *, dry_run: bool) -> tuple[Step, str]:
        bell = Bell(request.url, request.secret, self._settings.get("basic_user", ""))
        there = self._find(rule, rules, request.url)
        what = f"Rule “{rule.name}”"
        by_hand = rule_instructions(rule, request.url, self._settings, request.secret)
        if there is not None and stands(rule, bell, there):
            return Step(Action.KEEP, what), str(there.id)
        if there is None and not request.secret:
            return Step(Action.BY_HAND, f"{what}: no secret was given to put into it", by_hand), ""
        try:
            if there is not None:
                if not dry_run:
                    self._book.mend(rule, bell, there)
                return Step(Action.CHANGE, what, f"It rings {request.url} from now on."), str(there.id)
            rule_id = "" if dry_run else str(self._book.create(rule, bell, rules, self._statuses(rule)))
            return Step(Action.CREATE, what, f"It rings {request.url}."), rule_id
        except (CredentialsRejected, Refused):
            return Step(Action.BY_HAND, f"{what}: Freshdesk does not take it through its API", by_hand), ""

    def _take_down(self, rule: OurRule, there: RuleBody | None, *, dry_run: bool) -> Step:
        what = f"Rule “{rule.name}”"
        if there is None or (not dry_run and not self._book.delete(rule, there)):
            return Step(Action.SKIP, what, "It is not there.")
        return Step(Action.DELETE, what)

    def _statuses(self, rule: OurRule) -> Sequence[int]:
        """New tickets in any status but closed, as an import makes them; a customer who writes, in any: it may just have reopened."""
        try:
            known = tuple(self._fields.statuses()) or _SHIPPED_STATUSES
        except (CredentialsRejected, ConfigurationError):
            known = _SHIPPED_STATUSES
        return [status for status in known if rule is not CREATED or status != _CLOSED]


_WHERE: Final = "Admin > Workflows > Automations > {tab}: open the menu of the rule and choose Delete."
_LAST_STEPS: Final = (
    Step(
        Action.BY_HAND,
        "End the access of the key",
        "Admin > Team > Agents: deactivate the agent of Warm Handoff, or sign in as it and choose Profile settings > Reset API key.",
    ),
    Step(
        Action.BY_HAND,
        "Uninstall the app, if you installed it",
        "Admin > Support Operations > Apps > Manage Apps: choose Warm Handoff, then Uninstall.",
    ),
)
