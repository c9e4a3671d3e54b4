"""A look at an account before anything is saved: as whom we are signed in, what we may do, and which groups there are."""

from collections.abc import Sequence
from dataclasses import replace

import click

from connector.administration import Administration, SetupRequest, Severity
from connector.errors import ConfigurationError, HandoffError
from connector.port import Connection, Group, Integration


def look_around(desk: Integration, connection: Connection) -> Sequence[Group]:
    """Tell as whom we are signed in, and return the groups. Raises ConfigurationError."""
    name = desk.manifest.name
    try:
        helpdesk = desk.open(connection)
        identity = helpdesk.identify()
        groups = helpdesk.groups()
    except HandoffError as exc:
        raise ConfigurationError(f"{name} could not be reached with these settings: {exc}.") from exc
    click.echo(f"Signed in as {identity.name} ({identity.role or 'role unknown'}).")
    if identity.is_person:
        click.echo(
            f"This seat seems to be a person's. Every note will carry the name {identity.name}; better give Warm Handoff an agent of "
            "its own, such as “AI triage (automated)”."
        )
    return groups


def tell_troubles(administration: Administration, request: SetupRequest) -> None:
    """Look at rights, plan and clock, and tell what stands in the way, a remedy each. Nothing here keeps an account from being saved.

    The webhook is not looked at: it is only now being set up, and nobody may be listening yet. The doctor does that later.
    """
    findings = list(administration.examine(replace(request, connecting=True)))
    troubles = [finding for finding in findings if finding.severity in (Severity.WARNING, Severity.PROBLEM)]
    for finding in troubles:
        sign = "✗" if finding.severity is Severity.PROBLEM else "!"
        click.echo(f" {sign} {finding.what} {finding.remedy}".rstrip())
    if findings and not troubles:
        click.echo("Rights, plan and clock: all well.")
