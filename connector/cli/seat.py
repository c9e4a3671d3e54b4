"""A look at an account before anything is saved: as whom we are signed in, and which groups there are."""

from collections.abc import Sequence

import click

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
