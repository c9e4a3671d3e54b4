"""By what an answer is compared with a question beyond its letters: the sense of both, and the kinds of tickets both are about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from connector.core.draft import Source
from connector.core.taxonomy import KINDS, SENSITIVE_KINDS
from connector.drafting.windows import cut_passages
from connector.nlp.encoder import DIMENSIONS, MiniLM

#: Nobody answers these.
_UNANSWERED: Final = frozenset({"noise", "thanks_close"})
#: The kinds that an answer may be about. No answer is ever put before somebody in need.
ORDINARY_KINDS: Final = tuple(kind for kind in KINDS if kind not in SENSITIVE_KINDS | _UNANSWERED)
#: Those of them whose customers all want much the same, however they put it. Questions about products, ways of doing things and terms
#: are as many as there are products and terms.
PARTICULAR_KINDS: Final = (
    "order_tracking", "delivery_change", "return_how_to", "account_access", "invoice_copy", "plan_info", "appointment",
    "refund_status",
)  # fmt: skip
#: What an answer is about shows in its title and its beginning; the title is read twice.
_BEGINNING: Final = 400

Matter = NDArray[np.float32]
#: Reads a text in a language and gives the shares of :data:`ORDINARY_KINDS`, together one.
MatterReader = Callable[[str, str], Matter]


@dataclass(frozen=True, slots=True)
class Insight:
    """What reads texts. Without encoder or reader the comparison does without sense or matter."""

    load_encoder: Callable[[], MiniLM | None] = lambda: None
    read_matter: MatterReader | None = None

    def imprint(self, source: Source, language: str) -> bytes:
        """Return what is kept of a source for comparing it: its matter, then the vectors of its passages, as half-precision numbers."""
        encoder = self.load_encoder()
        matter = (
            self.read_matter(f"{source.title}\n{source.title}\n{source.body[:_BEGINNING]}", language)
            if self.read_matter
            else None
        )
        texts = [f"{source.title}\n{window}" for window in cut_passages(source.body)] if encoder else []
        parts = [np.zeros(len(ORDINARY_KINDS)) if matter is None else matter, *(encoder.encode(texts) if encoder else [])]
        return np.concatenate([np.ravel(part) for part in parts]).astype(np.float16).tobytes()


class Imprint(NamedTuple):
    """An imprint read back; ``vectors`` is empty where there was no encoder, and ``matter`` all zeros where nothing read it."""

    matter: Matter
    vectors: NDArray[np.float16]

    @classmethod
    def read(cls, data: bytes, passages: int) -> Self:
        """Read what :meth:`Insight.imprint` wrote. Bytes of another length are as none."""
        numbers = np.frombuffer(data, dtype=np.float16)
        head, rest = numbers[: len(ORDINARY_KINDS)], numbers[len(ORDINARY_KINDS) :]
        if len(head) < len(ORDINARY_KINDS) or rest.size not in (0, passages * DIMENSIONS):
            return cls(np.zeros(len(ORDINARY_KINDS), np.float32), np.zeros((0, DIMENSIONS), np.float16))
        return cls(head.astype(np.float32), rest.reshape(-1, DIMENSIONS))


#: Letters alone.
NO_INSIGHT: Final = Insight()
