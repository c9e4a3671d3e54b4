"""What reading costs: time beside the encoder's alone, memory of a worker with everything loaded, a cold start."""

import subprocess
import sys
import time
from collections.abc import Sequence
from statistics import median

from development import as_ticket
from rows import Row

from connector.triage.assess import TicketAssessor
from connector.triage.heads import Heads
from connector.triage.tickets import LabelledTicket

ROUNDS = 7
TICKETS = 150
_WORKER = """
import sys, time
from pathlib import Path
begun = time.perf_counter()
from connector.bootstrap import Application
from connector.settings import Settings
from connector.nlp.encoder import load_encoder
application = Application(settings=Settings(data_dir=sys.argv[1]))
application.warm_up()
cold = time.perf_counter() - begun
application.database
application.celery
general = load_encoder()
general and general.read("both encoders at work")
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))  # getrusage counts the parent too
print(cold, int(peak.split()[1]) / 1024)
"""


def measure_machine(folder: str) -> list[Row]:
    """A fresh process, from the first import to the first reading, and the most memory it ever held."""
    seen = []
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", _WORKER, folder], capture_output=True, text=True, check=True)  # noqa: S603
        cold, memory = map(float, done.stdout.split()[-2:])
        seen.append((cold, memory))
    return [
        Row(name="memory of one worker, everything loaded", value=max(m for _, m in seen), goal=300.0, at_most=True, must=True, unit="MB", note="peak of three"),
        Row(name="cold start until the first ticket is read", value=median(c for c, _ in seen), goal=2.0, at_most=True, must=True, unit="s", note=f"median of three, {min(c for c, _ in seen):.1f} to {max(c for c, _ in seen):.1f}"),
    ]  # fmt: skip


def measure_rate(heads: Heads, tickets: Sequence[LabelledTicket]) -> list[Row]:
    """The whole assessment against the encoder alone on the same tickets, in turns."""
    if heads.encoder is None:
        return []
    assessor = TicketAssessor(lambda: heads)
    chosen = list(tickets)[:: max(1, len(tickets) // TICKETS)]
    whole, alone = [], []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for ticket in chosen:
            assessor.assess(as_ticket(ticket))
        middle = time.perf_counter()
        for ticket in chosen:
            heads.encoder.read(ticket.text)
        whole.append(len(chosen) / (middle - begun))
        alone.append(len(chosen) / (time.perf_counter() - middle))
    shares = [100 * w / a for w, a in zip(whole, alone, strict=True)]
    words = sum(len(t.text.split()) for t in chosen) / len(chosen)
    return [
        Row(name="whole assessment ÷ encoder alone", value=median(shares), low=min(shares), high=max(shares), goal=60.0, note=f"{ROUNDS} rounds in turns, {words:.0f} words a ticket"),
        Row(name="tickets read a second, one thread", value=median(whole), unit="/s", note=f"encoder alone {median(alone):.0f}/s"),
    ]  # fmt: skip
