"""The private note as plain blocks; each helpdesk renders them in its own markup and escapes every word."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self


class BlockKind(StrEnum):
    """What a block is. ``DRAFT`` is the disclosed text for the customer, shown apart from everything else."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    QUOTES = "quotes"
    DRAFT = "draft"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Block:
    """One block with its lines of plain text. A draft names its language, and its last line is its disclosure."""

    kind: BlockKind
    lines: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A private note. Never public: no integration has a way to write it otherwise."""

    blocks: tuple[Block, ...]

    def with_reference(self, reference: str) -> Self:
        """Return the note ending in the reference by which we find it again."""
        return type(self)((*self.blocks, Block(BlockKind.REFERENCE, (f"Ref {reference}",))))

    @property
    def text(self) -> str:
        """The note as plain text."""
        return "\n\n".join("\n".join(block.lines) for block in self.blocks)

    def as_list(self) -> list[dict[str, Any]]:
        """A JSON-ready form that :meth:`from_list` reads back."""
        return [
            {"kind": block.kind.value, "lines": list(block.lines)} | ({"language": block.language} if block.language else {})
            for block in self.blocks
        ]

    @classmethod
    def from_list(cls, data: list[Mapping[str, Any]]) -> Self:
        """Read back what :meth:`as_list` wrote."""
        return cls(tuple(Block(BlockKind(b["kind"]), tuple(b["lines"]), b.get("language", "")) for b in data))
