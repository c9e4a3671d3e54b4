"""``handoff backtest``: what a whole period would have come to, held against what people did, with nothing written."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

from connector.bootstrap import Application
from connector.cli.backtest_tables import print_backtest
from connector.cli.bar import Bar
from connector.cli.opening import known_account, open_application
from connector.cli.report import count_answers, write_page
from connector.errors import HandoffError
from connector.preview import Passed, Preview, Sight
from connector.report.backtest import Findings, LookBack, find, surest_drafts
from connector.report.backtest_page import clip, render_backtest
from connector.report.period import Period
from connector.report.standings import StandingLine, standing_lines
from connector.report.summary import Share, left_words
from connector.store.accounts import Account

_ENDED: Final = "you ended the reading."


class _PeriodType(click.ParamType):
    """``90d``, ``12w`` or ``500``."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """Read it."""
        try:
            return value if isinstance(value, Period) else Period.parse(value)
        except ValueError as exc:
            self.fail(str(exc), param, ctx)


@click.command()
@click.argument("account")
@click.option("--last", "period", default="90d", show_default=True, type=_PeriodType(), metavar="PERIOD",
              help="How far back: days (90d), weeks (12w), or so many of the newest tickets (500).")  # fmt: skip
@click.option("--minutes-per-draft", default=3.0, show_default=True, type=click.FloatRange(0, 120),
              help="Minutes that you assume a draft saves.")  # fmt: skip
@click.option("--replies", default=100, show_default=True, type=click.IntRange(0, 5000),
              help="How many of the surest drafts to hold against the reply that was sent; each takes calls of the helpdesk.")  # fmt: skip
@click.option("--html", "html_path", type=click.Path(dir_okay=False, path_type=Path), help="Also write a page with charts.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
def backtest(
    account: str, *, period: Period, minutes_per_draft: float, replies: int, html_path: Path | None, as_json: bool
) -> None:
    """Hold a whole period of ACCOUNT against what people did.

    What would have gone to whom, how often people chose the same group, the worst mistakes, the time that drafts would have saved, and
    what is proved of each kind so far. Only reads; nothing is written in the helpdesk. Ctrl-C ends the reading and shows what there is.
    """
    application = open_application()
    try:
        look = _look_back(application, known_account(application, account), period, replies, minutes_per_draft)
    finally:
        application.close()
    if html_path is not None:
        write_page(html_path, render_backtest(look))
    found = find(look)
    if as_json:
        click.echo(json.dumps(_document(look, found), ensure_ascii=False, indent=2))
    else:
        print_backtest(look, found, html_path)


def _look_back(application: Application, account: Account, period: Period, replies: int, minutes: float) -> LookBack:
    bar = Bar("Asking for the tickets", counts=bool(period.tickets))
    preview = application.preview(account, wait=bar.wait)
    manifest = application.integrations.require(account.integration).manifest
    now = datetime.fromtimestamp(application.clock(), UTC)
    sights: list[Sight] = []
    passed: list[Passed] = []
    stopped = ""
    with bar:
        try:
            for seen in _read(preview, period, now, bar):
                sights.append(seen) if isinstance(seen, Sight) else passed.append(seen)
            _read_replies(preview, sights, replies, bar)
        except KeyboardInterrupt:
            stopped = _ENDED
        except HandoffError as exc:
            if not sights:
                raise
            stopped = f"the helpdesk answered no more ({str(exc).rstrip('.')})."
    return LookBack(
        account=account.name, helpdesk=manifest.name, made_at=now, period=period, stopped=stopped,
        answers=count_answers(preview, sights), sights=sights, passed=passed, rules=preview.rules,
        standings=standing_lines(application.audits.standings(account.name, preview.rules), preview.rules),
        minutes_per_draft=minutes, address=lambda ticket: manifest.ticket_address(account.settings, ticket),
    )  # fmt: skip


def _read(preview: Preview, period: Period, now: datetime, bar: Bar) -> Iterator[Sight | Passed]:
    """Yield the tickets of the period. For days the bar runs over the time that is read, because no list tells its length."""
    if period.tickets:
        ids = preview.newest(period.tickets, now)
        bar.begin("Reading", len(ids))
        for seen in preview.look(ids):
            yield seen
            bar.advance()
        return
    bar.begin("Reading", 1.0)
    for count, (share, seen) in enumerate(preview.since(period.start(now), now), start=1):
        yield seen
        bar.show(share, f"Read {count} tickets")
    bar.show(1.0, "Read")


def _read_replies(preview: Preview, sights: list[Sight], most: int, bar: Bar) -> None:
    """Fetch what people answered where a draft was surest, in place."""
    places = surest_drafts(sights, most)
    if places:
        bar.begin("Reading replies", len(places))
    for done, place in enumerate(places, start=1):
        sights[place] = preview.with_reply(sights[place])
        bar.show(done, f"Read {done} of {len(places)} replies")


# ── for programs ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _document(look: LookBack, found: Findings) -> dict[str, Any]:
    return {
        "account": look.account,
        "made_at": look.made_at.isoformat(timespec="seconds"),
        "period": {"days": look.period.days, "tickets": look.period.tickets},
        "stopped": look.stopped,
        "written": 0,
        "count": found.count,
        "levels": {level.name: _share(share) for level, share in found.levels.items()},
        "weeks": [{"monday": week.monday.isoformat(), **{lv.name: n for lv, n in week.levels.items()}} for week in found.weeks],
        "compared": found.compared,
        "left_out": {"sorted_by_us": found.ours, "not_settled": found.unsettled},
        "same_group": _share(found.same_group),
        "groups": [{"name": g.name, "ours": g.ours, "theirs": g.theirs, "both": g.both} for g in found.groups],
        "flows": [{"ours": ours, "theirs": theirs, "count": count} for (ours, theirs), count in found.flows.items()],
        "kinds": [
            {
                "kind": line.kind or None, "count": line.count, "levels": {lv.name: n for lv, n in line.levels.items()},
                "same_group": _share(line.same), "people_mostly": line.mostly, "has_group_rule": line.has_rule,
            }
            for line in found.kinds
        ],
        "saving": {
            "drafts": found.saving.drafts, "minutes_per_draft": found.saving.minutes_per_draft,
            "hours": round(found.saving.hours, 2), "hours_a_week": round(found.saving.hours_a_week, 2),
            "assumption": found.saving.assumption,
        },
        "replies": dict(found.replies),
        "mistakes": [
            {
                "ticket": m.sight.ticket.id, "address": m.address, "subject": m.sight.ticket.subject,
                "kind": m.sight.assessment.primary, "confidence": round(m.sight.assessment.confidence, 4),
                "what": m.what, "ours": clip(m.ours), "theirs": clip(m.theirs),
            }
            for m in found.mistakes
        ],
        "standings": [_standing(line) for line in look.standings],
        "passed": [{"id": p.ticket_id, "code": p.why, "why": left_words(p.why)} for p in look.passed],
    }  # fmt: skip


def _share(share: Share) -> dict[str, Any]:
    low, high = share.interval
    return {"part": share.part, "whole": share.whole, "percent_low": low, "percent_high": high}


def _standing(line: StandingLine) -> dict[str, Any]:
    standing = line.standing
    return {
        "kind": line.kind, "is_on": line.is_on, "state": line.state, "audited": standing.audited, "errors": standing.errors,
        "limit": standing.limit, "proved": None if standing.bound is None else round(standing.bound, 4),
        "still_needed": standing.still_needed, "drift": list(standing.drift), "words": line.words,
    }  # fmt: skip
