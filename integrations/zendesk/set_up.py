"""Setting up a Zendesk account and taking it down again, part by part: what rings us, what agents see, what belongs to the app.

Each part looks before it changes anything, so that repeating it changes nothing, and takes away only what it made.
"""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from connector.administration import Action, Setup, SetupRequest, Step
from connector.errors import CredentialsRejected, TicketGone
from connector.kit.http import HelpdeskSession
from integrations.zendesk.account_payloads import FieldBody, HookBody, TriggerBody
from integrations.zendesk.app_installation import Apps
from integrations.zendesk.provision import NAME, webhook_instructions
from integrations.zendesk.ticket_fields import OUR_FIELDS, OurField, TicketFields
from integrations.zendesk.triggers import OUR_TRIGGERS, OurTrigger, Triggers
from integrations.zendesk.webhooks import Webhooks, rings_right

TRIGGER: Final = "trigger"
FIELDS: Final = "fields"

_CENTRE: Final = "Admin Centre > Apps and integrations"
_FORMS: Final = (
    "With several ticket forms, add it to them under Admin Centre > Objects and rules > Tickets > Forms. Customers do not see it."
)


class Part(Protocol):
    """One thing in the account. Both methods raise the families of ``connector.errors``, CredentialsRejected for a lacking right."""

    def set_up(self, request: SetupRequest, *, dry_run: bool) -> Setup:
        """Make what is needed and not there yet."""

    def take_down(self, request: SetupRequest, *, dry_run: bool) -> Sequence[Step]:
        """Remove what ``set_up`` made."""

    def by_hand(self, request: SetupRequest, *, removing: bool) -> Step:
        """Return what the admin does where we lack the right."""


class Bell:
    """The webhook, and the triggers that call it where the admin wants triggers."""

    def __init__(self, session: HelpdeskSession, settings: Mapping[str, str]) -> None:
        self._webhooks = Webhooks(session)
        self._triggers = Triggers(session)
        self._settings = settings

    def set_up(self, request: SetupRequest, *, dry_run: bool) -> Setup:
        """Let Zendesk ring ``request.url``, and read back the secret that signs its calls.

        Whether events or triggers ring is fixed when a webhook is made. One for triggers stays one; one for events is replaced
        when triggers are asked for.
        """
        if not request.url:
            return Setup(steps=(Step(Action.SKIP, "Webhook", "The account is polled and needs none."),))
        there = self._find(request.url)
        steps: list[Step] = []
        if there and TRIGGER in request.extras and not there.is_conditional:
            steps.append(self._delete(there, "Events rang it; triggers call another one from now on.", dry_run=dry_run))
            there = None
        for_triggers = TRIGGER in request.extras or (there is not None and there.is_conditional)
        step, hook = self._ensure(there, request.url, for_triggers=for_triggers, dry_run=dry_run)
        steps.append(step)
        saved = {"webhook_id": hook.id} if hook else {}
        if for_triggers:
            triggers = self._set_up_triggers(hook, dry_run=dry_run)
            steps += triggers.steps
            saved |= triggers.settings
        if dry_run or hook is None:
            return Setup(steps=tuple(steps))
        by_hand, secrets = self._secret(hook)
        return Setup(steps=(*steps, *by_hand), settings=saved, webhook_secrets=secrets)

    def take_down(self, request: SetupRequest, *, dry_run: bool) -> Sequence[Step]:
        """Delete the webhook, and before it the triggers, because one that is in use stays."""
        there = self._find(request.url)
        steps: list[Step] = []
        for ours, trigger in self._ours(there).items() if self._has_triggers(there) else ():
            if trigger is not None:
                steps.append(Step(Action.DELETE, f"Trigger “{trigger.title or ours.title}”"))
                if not dry_run:
                    self._triggers.delete(trigger)
        if there is None:
            return (*steps, Step(Action.SKIP, f"Webhook “{NAME}”", "It is not there."))
        return (*steps, self._delete(there, "", dry_run=dry_run))

    def by_hand(self, request: SetupRequest, *, removing: bool) -> Step:
        """Return the steps for an admin."""
        if removing:
            where = f"{_CENTRE} > Webhooks: delete “{NAME}”, and before it the triggers that call it."
            return Step(Action.BY_HAND, "Delete the webhook: Zendesk does not let our credentials do it", where)
        steps = webhook_instructions(request.url, self._settings.get("subdomain", ""))
        return Step(Action.BY_HAND, "Make the webhook: Zendesk does not let our credentials do it", steps)

    def _find(self, url: str) -> HookBody | None:
        return self._webhooks.find(self._settings.get("webhook_id", ""), url)

    def _ours(self, hook: HookBody | None) -> Mapping[OurTrigger, TriggerBody | None]:
        there = self._triggers.ours(self._settings, hook.id if hook else "")
        return {ours: there.get(ours) for ours in OUR_TRIGGERS}

    def _has_triggers(self, hook: HookBody | None) -> bool:
        return any(self._settings.get(ours.setting) for ours in OUR_TRIGGERS) or (hook is not None and hook.is_conditional)

    def _ensure(self, there: HookBody | None, url: str, *, for_triggers: bool, dry_run: bool) -> tuple[Step, HookBody | None]:
        what = f"Webhook “{NAME}”, {'called by triggers' if for_triggers else 'for ticket events'}"
        if there is None:
            hook = None if dry_run else self._webhooks.create(url, for_triggers=for_triggers)
            return Step(Action.CREATE, what, f"It rings {url}."), hook
        if rings_right(there, url):
            return Step(Action.KEEP, what), there
        if not dry_run:
            self._webhooks.mend(there, url)
        return Step(Action.CHANGE, what, f"It rings {url} from now on."), there

    def _set_up_triggers(self, hook: HookBody | None, *, dry_run: bool) -> Setup:
        steps: list[Step] = []
        saved: dict[str, str] = {}
        try:
            for ours, trigger in self._ours(hook).items():
                step, trigger_id = self._ensure_trigger(ours, trigger, hook, dry_run=dry_run)
                steps.append(step)
                saved |= {ours.setting: trigger_id} if trigger_id else {}
        except CredentialsRejected:
            titles = " and ".join(f"“{ours.title}”" for ours in OUR_TRIGGERS)
            how = "\n".join(ours.in_words() for ours in OUR_TRIGGERS)
            steps.append(Step(Action.BY_HAND, f"Make the triggers {titles}: Zendesk does not let our credentials do it", how))
        return Setup(steps=tuple(steps), settings=saved)

    def _ensure_trigger(
        self, ours: OurTrigger, there: TriggerBody | None, hook: HookBody | None, *, dry_run: bool
    ) -> tuple[Step, str]:
        what = f"Trigger “{there.title if there else ours.title}”"
        if there is None:
            trigger_id = "" if dry_run or hook is None else self._triggers.create(ours, hook.id)
            return Step(Action.CREATE, what, "Conditions of yours may be added to it."), trigger_id
        if hook is not None and ours.stands(there, hook.id):
            return Step(Action.KEEP, what), there.id
        if hook is not None and not dry_run:
            self._triggers.mend(ours, there, hook.id)
        return Step(Action.CHANGE, what, "It calls our webhook again; its conditions stay."), there.id

    def _secret(self, hook: HookBody) -> tuple[tuple[Step, ...], tuple[str, ...]]:
        try:
            secret = self._webhooks.secret(hook.id)
        except (CredentialsRejected, TicketGone):  # the secret of a webhook that an app made is nobody's to read
            secret = ""
        if secret:
            return (), (secret,)
        where = f"{_CENTRE} > Webhooks > {NAME}: choose Reveal secret, set ZENDESK_WEBHOOK_SECRET to it and connect again."
        return (Step(Action.BY_HAND, "Read the webhook's secret: Zendesk does not show it to us", where),), ()

    def _delete(self, there: HookBody, why: str, *, dry_run: bool) -> Step:
        if not dry_run:
            self._webhooks.delete(there.id)
        return Step(Action.DELETE, f"Webhook “{there.name or NAME}”", why)


class Columns:
    """The two ticket fields, only where the admin asks for them."""

    def __init__(self, session: HelpdeskSession, settings: Mapping[str, str]) -> None:
        self._fields = TicketFields(session)
        self._settings = settings

    def set_up(self, request: SetupRequest, *, dry_run: bool) -> Setup:
        """Make the fields, or add to them what a newer version knows. Without being asked nothing is looked at."""
        if FIELDS not in request.extras:
            return Setup(steps=())
        there = self._fields.ours(self._settings)
        steps: list[Step] = []
        saved: dict[str, str] = {}
        for ours in OUR_FIELDS:
            step, field_id = self._ensure(ours, there.get(ours), dry_run=dry_run)
            steps.append(step)
            saved |= {ours.setting: field_id} if field_id else {}
        return Setup(steps=tuple(steps), settings={} if dry_run else saved)

    def take_down(self, request: SetupRequest, *, dry_run: bool) -> Sequence[Step]:
        """Delete the fields and so their values, but none that holds options of the admin's own."""
        if not any(self._settings.get(ours.setting) for ours in OUR_FIELDS):
            return ()
        there = self._fields.ours(self._settings)
        return tuple(self._remove(ours, field, dry_run=dry_run) for ours, field in there.items())

    def by_hand(self, request: SetupRequest, *, removing: bool) -> Step:
        """Return the steps for an admin."""
        verb, where = ("Delete", "delete") if removing else ("Make", "make")
        titles = " and ".join(f"“{ours.title}”" for ours in OUR_FIELDS)
        detail = f"Admin Centre > Objects and rules > Tickets > Fields: {where} the fields {titles}."
        if not removing:
            detail += " " + " ".join(f"{ours.title} ({ours.type}): {_options(ours)}." for ours in OUR_FIELDS)
        return Step(Action.BY_HAND, f"{verb} the ticket fields: Zendesk does not let our credentials do it", detail)

    def _ensure(self, ours: OurField, there: FieldBody | None, *, dry_run: bool) -> tuple[Step, str]:
        what = f"Ticket field “{there.title if there else ours.title}”"
        if there is None:
            return Step(Action.CREATE, what, _FORMS), "" if dry_run else self._fields.create(ours)
        if ours.stands(there):
            return Step(Action.KEEP, what), there.id
        if not dry_run:
            self._fields.mend(ours, there)
        return Step(Action.CHANGE, what, "It has all options again."), there.id

    def _remove(self, ours: OurField, there: FieldBody, *, dry_run: bool) -> Step:
        what = f"Ticket field “{there.title}”"
        if there.values - set(ours.options):
            where = "It has options of your own. Delete it under Admin Centre > Objects and rules > Tickets > Fields if you want."
            return Step(Action.BY_HAND, what, where)
        if not dry_run:
            self._fields.delete(there)
        return Step(Action.DELETE, what, "Its values on tickets go with it.")


class App:
    """What belongs to our app: its installation, whose settings hold the rules, and the key that signs its page loads."""

    def __init__(self, session: HelpdeskSession) -> None:
        self._apps = Apps(session)

    def set_up(self, request: SetupRequest, *, dry_run: bool) -> Setup:
        """Find the installation and its key. An app is installed by an admin alone."""
        there = self._apps.find()
        if there is None:
            how = f"It is not installed. `handoff package zendesk {request.account}` makes it; then connect again."
            return Setup(steps=(Step(Action.SKIP, f"App “{NAME}”", how),))
        what = f"App “{NAME}”, installation {there.id}"
        detail = "Its settings hold the rules." if there.enabled else "It is switched off in Zendesk, which switches us off too."
        saved = {"app_id": there.app_id, "app_installation_id": there.id, "app_public_key": self._apps.public_key(there.app_id)}
        return Setup(steps=(Step(Action.KEEP, what, detail),), settings={} if dry_run else saved)

    def take_down(self, request: SetupRequest, *, dry_run: bool) -> Sequence[Step]:
        """Tell where to uninstall it, if it is there."""
        return () if self._apps.find() is None else (self.by_hand(request, removing=True),)

    def by_hand(self, request: SetupRequest, *, removing: bool) -> Step:
        """Return where the admin looks."""
        where = f"{_CENTRE} > Apps > Zendesk Support apps"
        if removing:
            return Step(Action.BY_HAND, f"Uninstall the app “{NAME}”, if you installed it", f"{where}: uninstall it there.")
        how = (
            f"Add apps:read to the scope setting and connect again, or set app_installation_id to the number shown under {where}."
        )
        return Step(Action.SKIP, f"App “{NAME}”: Zendesk does not show our credentials the apps", how)


def _options(ours: OurField) -> str:
    return ", ".join(f"{name} = {tag}" for tag, name in ours.options.items())
