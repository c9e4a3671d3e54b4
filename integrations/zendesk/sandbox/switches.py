"""What can be turned in the sandbox: documented behaviours, and both sides of what nobody could confirm."""

from collections.abc import Mapping
from typing import Final

from connector.testing.sandbox import Switch

SWITCHES: Final[Mapping[str, Switch]] = {
    "touches_new_tickets": Switch(True, "A trigger tags each new ticket “new_customer” 0.2 s after its creation."),
    "time_scale": Switch(0.02, "By how much webhook retries come sooner than Zendesk's."),
    "clock_offset": Switch(0.0, "Seconds by which the account's clock is ahead, so that tests need not wait."),
    "webhook_kind": Switch(
        "events", "“events” for Zendesk's own bodies, “trigger” for the small body of a trigger.", choices=("events", "trigger")
    ),
    "duplicate_deliveries": Switch(False, "Every webhook call is made twice, as Zendesk warns may happen."),
    "token_seconds": Switch(0, "Longest life of an OAuth token; 0 gives what was asked for, within 300 to 172 800 seconds."),
    "enforces_rate_limits": Switch(False, "Refuse with 429 beyond the limits; else the headers show limits that nobody reaches."),
    "calls_per_minute": Switch(400, "The account's limit of calls, where limits are enforced."),
    "updates_per_minute": Switch(100, "The limit of updates of tickets, where limits are enforced."),
    "assignable_groups_exist": Switch(True, "Whether GET /api/v2/groups/assignable is there."),
    "transcript_comes_as": Switch(
        "data",
        "“data”: a late transcript fills the voice comment, without any event; “comment”: the system adds a private comment.",
        unconfirmed=True,
        choices=("data", "comment"),
    ),
    "composer_is_rich": Switch(
        True, "Agents write in rich text; else in the older Markdown editor, which apps cannot insert into."
    ),
    "agent_locale": Switch(
        "en-US", "The language in which the agent uses Zendesk.", choices=("en-US", "de", "fr", "es", "it", "nl", "pt-BR")
    ),
    "app_installed": Switch(False, "Our app is on the list of installed apps, also without an upload."),
    "approves_sign_in": Switch(False, "The page for signing in allows the access by itself."),
    "seat_role": Switch("admin", "What that seat may do.", choices=("admin", "agent", "light agent")),
    "seat_sees": Switch("", "Which tickets that seat may see; empty for all.", choices=("", "groups", "assigned")),
    "user_tags_enabled": Switch(True, "Whether an admin has enabled tags on users and organizations."),
    "help_center_exists": Switch(True, "Whether the account has a help centre."),
    "excludes_last_minute": Switch(
        False, "The incremental list leaves out what changed less than a minute ago.", unconfirmed=True
    ),
    "comment_added_for_first_comment": Switch(False, "A new ticket rings comment_added as well as created.", unconfirmed=True),
    "signs_retries_anew": Switch(False, "A retry has a timestamp and a signature of its own.", unconfirmed=True),
    "new_invocation_id_on_retry": Switch(False, "A retry has an invocation id of its own.", unconfirmed=True),
    "conflict_body_is_json": Switch(True, "The 409 of a safe update has a JSON body; else it has plain text.", unconfirmed=True),
    "forbidden_body_is_json": Switch(True, "A 403 has a JSON body; else it is a page.", unconfirmed=True),
    "removes_unknown_tags": Switch(
        False, "HTML tags off the list take their text with them; else the text stays.", unconfirmed=True
    ),
    "renders_placeholders": Switch(False, "“{{…}}” in a comment is replaced by a value.", unconfirmed=True),
    "groups_need_read_scope": Switch(False, "Groups need the broad scope “read”.", unconfirmed=True),
    "brands_need_read_scope": Switch(False, "Brands need the broad scope “read”.", unconfirmed=True),
    "fields_need_broad_scope": Switch(True, "Ticket fields need the broad scopes “read” and “write”.", unconfirmed=True),
    "additional_tags_work": Switch(
        True, "“additional_tags” and “remove_tags” work in the update of a single ticket.", unconfirmed=True
    ),
    "keeps_metadata": Switch(True, "The metadata of an update stays with its audit.", unconfirmed=True),
}
