"""Everything the doctor can say of its own, in one table: how bad it is, what is the matter, and the one thing to do."""

from dataclasses import dataclass
from typing import Final

from connector.administration import Finding, Severity


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table. Both texts are templates; no value that goes into them is a secret or a customer's word."""

    severity: Severity
    what: str
    remedy: str = ""


_OK, _NOTE, _WARNING, _PROBLEM = Severity.OK, Severity.NOTE, Severity.WARNING, Severity.PROBLEM

#: The codes are stable: programs may rest on them. The helpdesks add their own, with the same meaning in every installation.
CODES: Final[dict[str, Entry]] = {
    # this machine
    "public_url_ok": Entry(_OK, "The helpdesk reaches us at {url}."),
    "public_url_missing": Entry(
        _NOTE,
        "No public address is set, so no webhook can ring here.",
        "Run `handoff serve --poll`, or set HANDOFF_PUBLIC_URL to the https address of this machine.",
    ),
    "public_url_plain": Entry(
        _PROBLEM,
        "The public address {url} is not https.",
        "Put a proxy with a certificate in front and set HANDOFF_PUBLIC_URL to its https address.",
    ),
    "secret_key_ok": Entry(_OK, "The key that seals credentials comes from {place}."),
    "secret_key_missing": Entry(
        _PROBLEM,
        "There is no key to seal credentials with.",
        "Restore secret.key from your backup or set HANDOFF_SECRET_KEY; on a new machine `handoff connect` makes one.",
    ),
    "secret_key_exposed": Entry(_PROBLEM, "Other users of this machine may read {path}.", "Run `chmod 600 {path}`."),
    "secret_key_wrong": Entry(
        _PROBLEM,
        "The stored credentials were sealed with another key.",
        "Restore the old secret.key or HANDOFF_SECRET_KEY, or connect the accounts again.",
    ),
    "data_dir_ok": Entry(_OK, "The data directory {path} can be written."),
    "data_dir_unusable": Entry(
        _PROBLEM, "The data directory {path} cannot be written.", "Set HANDOFF_DATA_DIR to a folder that this user may write."
    ),
    "disk_ok": Entry(_OK, "{free} GiB of disk are free."),
    "disk_low": Entry(_WARNING, "Only {free} GiB of disk are free.", "Free some space before it runs out."),
    "disk_full": Entry(_PROBLEM, "Only {free} GiB of disk are free.", "Free space now; without it no event can be kept."),
    "model_ok": Entry(_OK, "The model reads tickets (heads-{digest}, {kinds} kinds)."),
    "model_broken": Entry(_PROBLEM, "The model cannot be used: {why}", "Install warm-handoff again."),
    "rules_file_broken": Entry(_PROBLEM, "The installation cannot start: {why}", "Correct that file, or unset HANDOFF_RULES_FILE."),
    # database
    "database_ok": Entry(_OK, "{what} answers and has the newest tables."),
    "database_unreachable": Entry(
        _PROBLEM, "The database at {place} does not answer.", "Check DATABASE_URL, and that the database runs and lets us in."
    ),
    "database_empty": Entry(_PROBLEM, "The database has no tables yet.", "Connect an account: `handoff connect` makes them."),
    "database_older": Entry(
        _PROBLEM, "The tables are older than this program.", "Start any role, or run `handoff accounts`: both renew the tables."
    ),
    "database_newer": Entry(
        _PROBLEM, "The tables are newer than this program.", "Install the version of warm-handoff that runs elsewhere on them."
    ),
    "sqlite_damaged": Entry(
        _PROBLEM, "The database file {place} is damaged.", "Stop everything and put the newest backup in its place."
    ),
    "sqlite_not_wal": Entry(
        _WARNING,
        "SQLite keeps no write-ahead log here (journal mode {mode}), so reading and writing block each other.",
        "Put HANDOFF_DATA_DIR on a local disk; network folders cannot do it.",
    ),
    "sqlite_remote": Entry(
        _PROBLEM,
        "The database file {place} lies on a network drive, where SQLite loses data; nothing starts with it.",
        "Set HANDOFF_DATA_DIR to a folder on a disk of this machine, or DATABASE_URL to PostgreSQL.",
    ),
    "postgresql_old": Entry(
        _PROBLEM, "PostgreSQL {version} is too old.", "Move to PostgreSQL 13 or newer."
    ),
    # running
    "broker_ok": Entry(_OK, "The broker answers."),
    "broker_embedded": Entry(_OK, "The broker lives inside `handoff serve`; nothing else is needed."),
    "broker_unreachable": Entry(
        _PROBLEM, "The broker does not let us in ({why}).", "Check BROKER_URL, and that Redis or RabbitMQ runs."
    ),
    "role_alive": Entry(_OK, "The {role} role gave a sign of life {age} ago."),
    "role_never": Entry(_PROBLEM, "No {role} role has ever given a sign of life.", "Start it: `handoff serve`, or `handoff {role}`."),
    "role_silent": Entry(
        _PROBLEM, "The {role} role has been silent for {age}.", "See its log, and start it again: `handoff serve`, or `handoff {role}`."
    ),
    "web_quiet": Entry(
        _NOTE, "Nobody has called the web role for {age}.", "Nothing, if no webhook is used; else see the test delivery."
    ),
    "queue_ok": Entry(_OK, "No work is stuck; {new} waiting."),
    "queue_stuck": Entry(
        _PROBLEM, "Work has been due for {age} without anybody doing it.", "Start a worker and a sweeper, or see their logs."
    ),
    "queue_dead": Entry(
        _WARNING, "Given up: {dead} events.", "`handoff dead-letters` says why and tries them again; look at those tickets by hand meanwhile."
    ),
    "retention_ok": Entry(_OK, "No text has outstayed its time ({days} days)."),
    "texts_overdue": Entry(
        _PROBLEM, "{count} texts should have been deleted by now.", "Start a sweeper: it deletes what has expired, every hour."
    ),
    # accounts
    "account_none": Entry(_PROBLEM, "No account is connected.", "Run `handoff connect zendesk NAME` or `handoff connect freshdesk NAME`."),
    "account_live": Entry(_OK, "Writes on tickets."),
    "account_shadow": Entry(_NOTE, "Only reads and decides (shadow).", "When you like what you see: `handoff go-live {account}`."),
    "account_paused": Entry(_WARNING, "Paused; its tickets wait.", "To go on: `handoff resume {account}`."),
    "account_off": Entry(_WARNING, "Switched off in the helpdesk's settings.", "Enable the app there, if you want it on."),
    "account_waiting": Entry(
        _WARNING, "Waits {age} more: {why}.", "Nothing, if it is a rate limit; else mend the credentials with `handoff connect`."
    ),
    "integration_missing": Entry(
        _PROBLEM, "There is no integration “{integration}” here.", "Install the package that the account was connected with."
    ),
    "settings_broken": Entry(_PROBLEM, "The account cannot be opened: {why}", "Connect it again with `handoff connect`."),
    "rules_ok": Entry(_OK, "The rules are in force; text is kept {days} days."),
    "rules_broken": Entry(
        _PROBLEM, "The newest rules are not in force: {why}", "Mend that line in the helpdesk's settings; until then the old rules stand."
    ),
    "retention_capped": Entry(
        _NOTE,
        "The rules ask to keep text {asked} days; it is kept {days}.",
        "Raise HANDOFF_RETENTION_DAYS, or lower retention_days in the rules.",
    ),
    "people_group_unset": Entry(
        _PROBLEM, "No group is named for people.", "Set people_group in the helpdesk's settings, or connect again."
    ),
    "marks_refused": Entry(
        _WARNING,
        "Wishes for a person are remembered, but the helpdesk does not let us show them on the customer's own record.",
        "Give our user the right to edit customers (Zendesk: scope users:write, tags on users enabled), or set mark_requesters: off.",
    ),
    "outside_model_on": Entry(
        _NOTE,
        "Masked text of this account may go to the model {model} at {place}, for: {uses}.",
        "Set outside_model to off in the helpdesk's settings, or OUTSIDE_MODEL to off, if that is not wanted.",
    ),
    "outside_model_unset": Entry(
        _NOTE,
        "The rules allow an outside model, and this installation has none, so that nothing is asked.",
        "Set OUTSIDE_MODEL and its address, or outside_model to off in the rules.",
    ),
    "groups_ok": Entry(_OK, "All groups that the rules name exist."),
    "groups_unread": Entry(_PROBLEM, "The groups could not be read: {why}.", "See what else is wrong with this account."),
    "group_missing": Entry(
        _PROBLEM, "The rules name the group “{group}”, which does not exist.", "Correct its name in the rules, or make the group."
    ),
    "webhook_secret_missing": Entry(
        _WARNING, "There is no webhook secret, so every bell is refused.", "Run `handoff connect` again, or only poll."
    ),
    "heard_ok": Entry(_OK, "The last event came {age} ago."),
    "heard_never": Entry(
        _WARNING, "No event has come yet.", "Write a test ticket; if nothing comes, check the webhook, or run `handoff serve --poll`."
    ),
    "heard_long_ago": Entry(
        _WARNING, "The last event came {age} ago.", "If tickets came since, check that the webhook is still active."
    ),
    "polling_ok": Entry(_OK, "The list of changed tickets has been read."),
    "polling_not_begun": Entry(
        _NOTE, "The list of changed tickets has not been read yet.", "Start `handoff serve`; the list is read within five minutes."
    ),
    "learning_ok": Entry(_OK, "Version {version} of what was learnt from its history is in use."),
    "learning_none": Entry(_NOTE, "Nothing was learnt from its history yet.", "If you like: `handoff learn {account}`."),
    "learning_broken": Entry(
        _WARNING,
        "Version {version} of what was learnt from its history cannot be used: {why}; tickets go on without it.",
        "Run `handoff learn {account}`, or go back to an older one with --roll-back.",
    ),
    # the way here
    "delivery_ok": Entry(_OK, "A signed test delivery to {address} was accepted."),
    "delivery_refused": Entry(
        _PROBLEM,
        "A signed test delivery to {address} was answered {status} instead of 202.",
        "See that this address leads to this installation unchanged: path, headers and body.",
    ),
    "public_unreachable": Entry(
        _PROBLEM, "{address} is not reached, although we listen.", "See name, certificate, proxy and firewall of HANDOFF_PUBLIC_URL."
    ),
    "receiver_unreachable": Entry(_PROBLEM, "Nobody listens at {address}.", "Start `handoff serve`, or `handoff web`."),
}  # fmt: skip


def find(code: str, **values: object) -> Finding:
    """Return the finding of this code with its texts filled in."""
    entry = CODES[code]
    return Finding(code, entry.severity, entry.what.format(**values), entry.remedy.format(**values))


def age(seconds: float) -> str:
    """A length of time in one unit."""
    for unit, size in (("day", 86400.0), ("hour", 3600.0), ("minute", 60.0)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}s"
    return f"{seconds:.0f} seconds"
