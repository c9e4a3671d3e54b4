"""Without any helpdesk or database: read tickets from a file, print the manifest and the description of the app API."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Annotated, Any, TextIO

import click
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from connector.core.assessment import Assessment
from connector.core.phrases import DOUBTS
from connector.core.taxonomy import KINDS
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.manifest import render_manifest
from connector.registry import installed_integrations
from connector.triage.assess import TicketAssessor
from connector.triage.heads import load_heads
from connector.web.openapi import render_openapi

_LONGEST_LINE = 1_000_000


class OfflineTicket(BaseModel):
    """One line of input."""

    model_config = ConfigDict(extra="ignore", strict=True)

    id: str | int
    channel: Annotated[str, Field(pattern="^(email|portal|chat|voice_transcript)$")] = "email"
    subject: str = ""
    body: str


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="strict"), default="-")
def assess(file: TextIO) -> None:
    """Read tickets from FILE (JSON lines, or - for standard input) and print one assessment a line.

    Each line holds id, channel (email, portal, chat, voice_transcript), subject and body. Bad lines are reported by number
    on standard error; the exit status is then 1.
    """
    assessor = TicketAssessor(load_heads)
    bad = 0
    for number, line in _lines(file):
        try:
            row = OfflineTicket.model_validate_json(line)
        except ValidationError as exc:
            bad += 1
            click.echo(f"line {number}: {_remedy(exc)}", err=True)
            continue
        click.echo(json.dumps(_row(row.id, assessor.assess(_ticket(row))), ensure_ascii=False))
    if bad:
        click.echo(f"{bad} bad line{'s' if bad > 1 else ''}", err=True)
        sys.exit(1)


@click.command()
def manifest() -> None:
    """Print manifest.json: what this connector declares about itself."""
    click.echo(render_manifest(version("warm-handoff"), (i.manifest for i in installed_integrations())), nl=False)


@click.command()
def openapi() -> None:
    """Print docs/openapi.json: what the sidebar and the platforms' apps may ask of this connector."""
    click.echo(render_openapi(version("warm-handoff")), nl=False)


def _lines(file: TextIO) -> Iterator[tuple[int, str]]:
    number = 0
    while True:
        number += 1
        try:
            line = file.readline(_LONGEST_LINE)
        except UnicodeDecodeError as exc:
            raise click.ClickException(f"the file is not UTF-8 (near line {number}); convert it first") from exc
        if not line:
            return
        if line.strip():
            yield number, line


def _ticket(row: OfflineTicket) -> Ticket:
    epoch = datetime.fromtimestamp(0, UTC)
    message = Message(id="1", author=Author.REQUESTER, public=True, text=row.body, created_at=epoch)
    return Ticket(
        id=str(row.id),
        subject=row.subject,
        status=Status.OPEN,
        channel=Channel(row.channel),
        requester=Requester(id="offline"),
        messages=(message,),
        stamp="",
        created_at=epoch,
        updated_at=epoch,
    )


def _row(ticket_id: str | int, assessment: Assessment) -> dict[str, Any]:
    return {
        "id": ticket_id,
        "language": assessment.language,
        "primary": assessment.primary,
        "also": list(assessment.also),
        "tier": assessment.tier.value,
        "urgency": assessment.urgency.name,
        "stated_urgency": assessment.stated_urgency,
        "emotions": dict(assessment.emotions),
        "vulnerability": list(assessment.vulnerability),
        "must_reach_human": assessment.must_reach_human,
        "draft_ok": assessment.draft_ok,
        "confidence": round(assessment.confidence, 4),
        "abstained": assessment.abstained,
        "reason": _reason(assessment),
        "evidence": [{"about": e.about, "quote": e.quote} for e in assessment.evidence],
    }


def _reason(assessment: Assessment) -> str:
    if assessment.abstained:
        return DOUBTS["en"].get(assessment.reason, assessment.reason)
    return "; ".join(KINDS[kind].definition for kind in assessment.kinds)


def _remedy(exc: ValidationError) -> str:
    first = exc.errors(include_input=False, include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or "line"
    return f"{field}: {first['msg']}"
