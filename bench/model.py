"""How well tickets are understood: ``make bench-model``, or ``make bench-model DATA=DIR`` with the public sets.

Without DATA only our own tickets are measured and the rows that are missing are named. Peers are measured in the same run.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click
from development import measure_development
from injections import run_trials
from machine import measure_machine, measure_rate
from public import measure_banking, measure_clinc, measure_emotions
from rich.console import Console
from rows import Row, render, render_markdown

from connector.triage.heads import load_heads
from connector.triage.tickets import read_labelled

#: The rows that need data of others: what they measure, and from which folder of DATA.
PUBLIC: dict[str, tuple[str, Callable[[Path], list[Row]]]] = {
    "banking77": ("Banking77", measure_banking),
    "clinc150": ("CLINC150", measure_clinc),
    "goemotions": ("GoEmotions", measure_emotions),
}


@click.command()
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the public sets, each in a folder of its own.",
)
@click.option("--development", type=click.Path(exists=True, file_okay=False, path_type=Path), default="training/development")
@click.option("--training", type=click.Path(exists=True, file_okay=False, path_type=Path), default="training/tickets")
@click.option("--markdown", type=click.Path(dir_okay=False, path_type=Path), help="Also write the rows to this file.")
def main(data: Path | None, development: Path, training: Path, markdown: Path | None) -> None:
    """Print every row; the exit status is 1 when one that must hold does not."""
    console = Console(width=170)
    heads = load_heads()
    rows: list[Row] = []

    def show(title: str, found: list[Row]) -> None:
        console.print(render(title, found), "")
        rows.extend(found)

    show("Our own development set", measure_development(development, training, heads))
    show("Injection trials", run_trials(data).rows())
    with tempfile.TemporaryDirectory() as place:
        show("The machine", [*measure_machine(place), *measure_rate(heads, read_labelled(development))])
    for folder, (name, measure) in PUBLIC.items():
        if data is not None and (data / folder).is_dir():
            show(name, measure(data))
        else:
            show(name, [Row(name=name, value=None, note=f"not measured: no folder {folder} in DATA")])
    if markdown is not None:
        markdown.write_text(render_markdown(rows) + "\n", encoding="utf-8")
    missed = [row.name for row in rows if row.must and row.reached is False]
    console.print(f"{sum(r.reached is True for r in rows)} goals met, {sum(r.reached is False for r in rows)} missed.")
    if missed:
        console.print(f"[bold]These must hold and do not:[/bold] {'; '.join(missed)}")
        sys.exit(1)


if __name__ == "__main__":
    main()
