"""A look at our webhook: whether it is there, rings here for all we need, signs with our secret, and how its calls ended."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from connector.administration import Finding, Severity
from connector.errors import CredentialsRejected, TicketGone
from integrations.zendesk.account_payloads import HookBody
from integrations.zendesk.findings import SET_UP_AGAIN, Look, guarded, note, ok, problem, warning
from integrations.zendesk.triggers import OUR_TRIGGERS, Triggers
from integrations.zendesk.webhooks import EVENTS, Webhooks

_MANY_FAILURES: Final = 0.1
_BAD_FAILURES: Final = 0.5


def examine_webhook(look: Look) -> Iterator[Finding]:
    """Yield what the webhook shows. Lets Zendesk ring it once. Raises the families of ``connector.errors``."""
    url = look.request.url
    if look.request.connecting:
        return
    if not url:
        yield note("webhook", "The account is polled; no webhook rings.")
        return
    webhooks = Webhooks(look.setting_up)
    try:
        hook = webhooks.find(look.plain.get("webhook_id", ""), url)
    except CredentialsRejected:
        yield note(
            "webhook",
            "The credentials may not see webhooks; they need not.",
            "See for yourself that the webhook is active under Admin Centre > Apps and integrations > Webhooks.",
        )
        return
    if hook is None:
        yield problem("webhook", f"There is no webhook of ours that rings {url}.", SET_UP_AGAIN)
        return
    wrong = _wrong_with(hook, url)
    yield problem("webhook", wrong, SET_UP_AGAIN) if wrong else ok("webhook", "The webhook is active and rings here.")
    there = _FoundHook(look, webhooks, hook)
    yield from guarded("webhook_secret", there.secret)
    yield from guarded("triggers", there.triggers)
    yield from guarded("webhook_deliveries", there.deliveries)
    yield from guarded("webhook_test", there.test)


def _wrong_with(hook: HookBody, url: str) -> str:
    if hook.endpoint != url:
        return f"The webhook rings another address than {url}."
    if hook.status != "active":
        return "The webhook is not active."
    missing = [] if hook.is_conditional else [name.rpartition(".")[2] for name in EVENTS if name not in hook.subscriptions]
    return f"The webhook is not subscribed to: {', '.join(missing)}." if missing else ""


@dataclass(frozen=True, slots=True)
class _FoundHook:
    """The webhook, and what it is looked at with."""

    look: Look
    webhooks: Webhooks
    hook: HookBody

    def secret(self) -> Iterator[Finding]:
        kept = self.look.request.secret
        try:
            secret = self.webhooks.secret(self.hook.id)
        except (CredentialsRejected, TicketGone):
            yield note("webhook_secret", "Zendesk does not show us the webhook's secret.")
            return
        if hmac.compare_digest(secret.encode(), kept.encode()):
            yield ok("webhook_secret", "The webhook signs with the secret that is kept here.")
        else:
            yield problem(
                "webhook_secret",
                "The webhook signs with another secret than is kept here, so its bells are refused.",
                SET_UP_AGAIN,
            )

    def triggers(self) -> Iterator[Finding]:
        if not self.hook.is_conditional:
            return
        there = Triggers(self.look.setting_up).ours(self.look.plain, self.hook.id)
        missing = [ours.title for ours in OUR_TRIGGERS if ours not in there or not ours.stands(there[ours], self.hook.id)]
        if missing:
            yield problem(
                "triggers", f"These triggers are missing, inactive or call something else: {', '.join(missing)}.", SET_UP_AGAIN
            )
        else:
            yield ok("triggers", "Both triggers are active and call our webhook.")

    def deliveries(self) -> Iterator[Finding]:
        """Zendesk keeps how calls ended for seven days."""
        ended = [call for call in self.webhooks.recent_calls(self.hook.id) if call.status not in ("", "unknown", "accepted")]
        if not ended:
            yield note("webhook_deliveries", "The webhook made no call in the last seven days.")
            return
        failed = [call for call in ended if call.status != "success"]
        share = len(failed) / len(ended)
        times = [call.latest_completed_at for call in ended if call.status == "success" and call.latest_completed_at]
        last = f"the last that arrived was on {max(times):%d %B at %H:%M} UTC" if times else "none arrived"
        what = f"{len(failed)} of the last {len(ended)} calls failed; {last}."
        if share < _MANY_FAILURES:
            yield ok("webhook_deliveries", what)
            return
        why = ", ".join(sorted({call.status for call in failed}))
        severity = Severity.PROBLEM if share >= _BAD_FAILURES else Severity.WARNING
        yield Finding(
            "webhook_deliveries",
            severity,
            what,
            f"See the webhook's activity in Admin Centre for the calls that ended with: {why}.",
        )

    def test(self) -> Iterator[Finding]:
        """The call is genuine and concerns no ticket, so nothing is kept of it."""
        code = "webhook_test"
        try:
            status = self.webhooks.ring(self.hook)
        except CredentialsRejected:
            yield note(code, "The credentials may not try the webhook; they need not.")
            return
        if 200 <= status < 300:
            yield ok(code, f"Zendesk rang the webhook for a test, and our endpoint answered {status}.")
        elif status in (401, 403):
            yield problem(code, f"Our endpoint refused Zendesk's signed test call ({status}).", SET_UP_AGAIN)
        elif status:
            yield problem(
                code,
                f"Our endpoint answered {status} to Zendesk's test call.",
                "Look at the proxy in front of the connector and at its log.",
            )
        else:
            yield warning(
                code,
                "Zendesk told no answer of our endpoint to its test call.",
                "See that the address can be reached from outside over HTTPS.",
            )
