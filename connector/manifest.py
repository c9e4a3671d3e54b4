"""What an integration and the connector declare about themselves. Root ``manifest.json`` is generated from this."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Final
from urllib.parse import quote

from connector.core.budget import CallLimit
from connector.core.outside import OCCASIONS, USES
from connector.core.ticket import Capability


class SettingType(StrEnum):
    """The types a setting may have. Each platform's settings page is generated from these."""

    TEXT = "text"
    MULTILINE = "multiline"
    NUMBER = "number"
    CHECKBOX = "checkbox"
    CHOICE = "choice"
    GROUPS = "groups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting of the admin. ``choices`` only for a choice."""

    name: str
    type: SettingType
    label: str
    help: str
    required: bool = False
    default: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSetting:
    """One thing needed to reach an account of a helpdesk. A secret one is stored encrypted and never shown again."""

    name: str
    help: str
    secret: bool = False
    required: bool = True
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """A right that the integration needs on the platform, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityRule:
    """One rule of the quality card: done, or exempt with a written reason."""

    name: str
    exempt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an integration says of itself.

    ``ticket_page`` is where agents see a ticket: an address with the account's settings and ``{ticket}`` in braces, empty where unknown.
    An account setting ``base_url`` beside it has to be the address of a stand-in. ``limits`` are the limits on calls that all who
    use an account share.
    """

    key: str
    name: str
    documentation: str
    capabilities: frozenset[Capability]
    permissions: tuple[Permission, ...]
    account_settings: tuple[AccountSetting, ...]
    webhook_steps: tuple[str, ...] = ()
    ticket_page: str = ""
    quality: tuple[QualityRule, ...] = field(default_factory=tuple)
    limits: tuple[CallLimit, ...] = ()

    def ticket_address(self, settings: Mapping[str, str], ticket_id: str) -> str:
        """Where agents see this ticket, or nothing where that is unknown. A stand-in on this machine has pages of its own."""
        if not self.ticket_page:
            return ""
        ticket = quote(ticket_id, safe="")
        if stand_in := settings.get("base_url", "").rstrip("/"):
            return f"{stand_in}/_sandbox/tickets/{ticket}"
        return self.ticket_page.format_map({**settings, "ticket": ticket})


#: The one schema of the admin's settings. Both platform apps and the rules parser rest on it.
ADMIN_SETTINGS: Final = (
    Setting(
        name="people_group",
        type=SettingType.GROUPS,
        label="Group for people",
        help="The human group that answers sensitive, emotional and uncertain tickets. The one setting that is required.",
        required=True,
    ),
    Setting(
        name="intake_groups",
        type=SettingType.GROUPS,
        label="Intake groups",
        help="Groups where new tickets land by default. Only from these, or from no group, is a ticket moved.",
    ),
    Setting(
        name="languages",
        type=SettingType.TEXT,
        label="Languages",
        help="Languages in which drafts are welcome, for example: en, de. Tickets in others go to people.",
        default="en, de, fr, es, it, nl, pt",
    ),
    Setting(
        name="working_hours",
        type=SettingType.TEXT,
        label="Working hours",
        help="When people answer, for example: Mon-Fri 09:00-17:30 Europe/Amsterdam",
    ),
    Setting(
        name="country",
        type=SettingType.TEXT,
        label="Country",
        help="Where your customers live, for example: DE, AT. Notes then show your people the crisis lines of that country.",
    ),
    Setting(
        name="note_language",
        type=SettingType.CHOICE,
        label="Language of the notes",
        help="The language in which your staff read the private notes.",
        default="en",
        choices=("en", "de", "fr", "es", "it", "nl", "pt"),
    ),
    Setting(
        name="extra_sensitive_kinds",
        type=SettingType.TEXT,
        label="More sensitive kinds",
        help="Kinds that always go to people here, on top of the sixteen that always do.",
    ),
    Setting(
        name="extra_sensitive_words",
        type=SettingType.TEXT,
        label="More sensitive words",
        help="Words that always send a ticket to people, separated by commas.",
    ),
    Setting(
        name="audit_share",
        type=SettingType.NUMBER,
        label="Blind checks, in percent",
        help="How many tickets in a hundred ask for an agent’s judgement before the AI shows its own. Needs the sidebar.",
        default="5",
    ),
    Setting(
        name="retention_days",
        type=SettingType.NUMBER,
        label="Days to keep text",
        help="How long the connector keeps what customers wrote and what was drafted. It never keeps it longer than its own limit.",
        default="30",
    ),
    Setting(
        name="tone",
        type=SettingType.CHOICE,
        label="Tone of drafts",
        help="friendly keeps the greeting of your macros, formal opens every draft with a formal one.",
        default="friendly",
        choices=("friendly", "formal"),
    ),
    Setting(
        name="greeting",
        type=SettingType.TEXT,
        label="Greeting of drafts",
        help="In place of ours; name in braces becomes the customer’s first name.",
    ),
    Setting(
        name="signature",
        type=SettingType.TEXT,
        label="Signature of drafts",
        help="Below every draft; | starts a new line. Empty means none.",
    ),
    Setting(
        name="prefer_human_days",
        type=SettingType.NUMBER,
        label="Days to remember a wish",
        help="How long a customer’s wish for a person, or to be called, is remembered. Each new request starts it again.",
        default="90",
    ),
    Setting(
        name="mark_requesters",
        type=SettingType.CHOICE,
        label="Show the wish on the customer",
        help="Whether the wish for a person stands as a tag on the customer’s own record. Needs the right to edit customers.",
        default="on",
        choices=("on", "off"),
    ),
    Setting(
        name="call_group",
        type=SettingType.GROUPS,
        label="Group that calls back",
        help="The group for tickets of customers who ask to be called.",
    ),
    Setting(
        name="check_ins",
        type=SettingType.TEXT,
        label="Check-ins",
        help="Kinds of solved tickets about which customers may be asked once more, for example: order_tracking, how_to. A person approves each.",
    ),
    Setting(
        name="check_in_days",
        type=SettingType.NUMBER,
        label="Check-in after so many working days",
        help="How many working days after a ticket was solved a check-in is offered for approval.",
        default="3",
    ),
    Setting(
        name="transcript_wait_minutes",
        type=SettingType.NUMBER,
        label="Minutes to wait for a transcript",
        help="How long a call waits for its transcript, 0 to 240, before it goes to people unread.",
        default="20",
    ),
    Setting(
        name="outside_model",
        type=SettingType.CHOICE,
        label="Outside model",
        help="What an outside model may do with masked text of routine tickets. Counts only where your operator has set one up.",
        default="off",
        choices=USES,
    ),
    Setting(
        name="second_reader",
        type=SettingType.CHOICE,
        label="When it reads a second time",
        help="Only tickets that the first reading is unsure of, or always. Always means: without a second reading, a person decides.",
        default="unsure",
        choices=OCCASIONS,
    ),
    Setting(
        name="rules",
        type=SettingType.MULTILINE,
        label="Rules per kind",
        help="One rule a line, for example: refund_request: L1, group Billing",
    ),
)


def rules_text(values: dict[str, str]) -> str:
    """Turn the admin's settings into rule lines, in the order of the schema; the free rules come last and win."""
    lines = [
        f"{setting.name}: {' '.join(value.split())}"
        for setting in ADMIN_SETTINGS
        if setting.name != "rules" and (value := str(values.get(setting.name) or "").strip())
    ]
    return "\n".join([*lines, str(values.get("rules") or "")])


def render_manifest(version: str, integrations: Iterable[Manifest]) -> str:
    """Return the text of root ``manifest.json``."""
    document = {
        "name": "warm-handoff",
        "version": version,
        "settings": [{k: v for k, v in asdict(s).items() if v not in ("", (), False)} for s in ADMIN_SETTINGS],
        "integrations": [
            {
                "key": m.key,
                "name": m.name,
                "documentation": m.documentation,
                "capabilities": sorted(m.capabilities),
                "permissions": [asdict(p) for p in m.permissions],
                "account_settings": [asdict(s) for s in m.account_settings],
                "limits": [asdict(limit) for limit in m.limits],
                "quality": {q.name: f"exempt: {q.exempt}" if q.exempt else "done" for q in m.quality},
            }
            for m in sorted(integrations, key=lambda m: m.key)
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
