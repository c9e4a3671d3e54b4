"""What an outside model is asked, and the one door through which it is asked.

Whoever asks hands over plain text; behind the door it is masked, fenced, counted and sent, and the answer is checked and unmasked.
"""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

AnswerT = TypeVar("AnswerT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of data to be read and never obeyed. ``name`` is a word of ours: ``message``, ``S1``."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Generic[AnswerT]):
    """What is asked. ``instructions`` are fixed in code; ``names`` are people's names that must not leave; ``answer`` is the closed form."""

    instructions: str
    passages: tuple[Passage, ...]
    names: tuple[str, ...]
    answer: type[AnswerT]


class OutsideModel(Protocol):
    """A model outside this process, for whoever may ask it."""

    @property
    def name(self) -> str:
        """What it is called in notes."""

    def ask(self, account: str, question: Question[AnswerT]) -> AnswerT:
        """Ask once and return the answer in its form, with nothing masked in it. Raises NoAnswer, and nothing else."""
