"""From which score on a reading is believed, doubted or sent to people: all from tickets that were held out."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from connector.core.taxonomy import SENSITIVE_KINDS
from connector.triage.calibration import calibration_error, softmax
from connector.triage.fusion import Held, fused_scores
from connector.triage.heads import CASES, ENGLISH, OTHER, WITHOUT_ENCODER

#: Share of harmless tickets that the general head may call sensitive; the phrases add theirs.
_FALSE_ALARMS: Final = {ENGLISH: 0.04, OTHER: 0.03, WITHOUT_ENCODER: 0.04}
#: The same for each single sensitive kind; sixteen of them add up.
_FALSE_ALARMS_PER_KIND: Final = 0.001
#: A phrase of the safety net is believed where the general head is above this share of harmless tickets, and is a doubt below.
_SUPPORT: Final = 0.85
#: Share of harmless tickets that may go to people because they lean towards the sensitive, those called so included.
_LEANING: Final = {ENGLISH: 0.18, OTHER: 0.22, WITHOUT_ENCODER: 0.25}
#: A reading is trusted when at least this share of held-out readings as sure as it were right …
_TRUSTED: Final = 0.95
#: … but no more than this share is doubted for it: a draft is read by a person, and one in doubt helps nobody.
_MOST_DOUBTED: Final = {ENGLISH: 0.18, OTHER: 0.20, WITHOUT_ENCODER: 0.25}
#: Share of the harmless that are called strange.
_STRANGE: Final = 0.02


def fit_thresholds(held: Held, fusion: NDArray[np.float32], familiarity: NDArray[np.float32] | None) -> dict[str, Any]:
    """Return the thresholds of each case and what they come to on the tickets held out."""
    return {
        name: _fit_case(held, fusion, case, familiarity)
        for case, name in CASES.items()
        if familiarity is not None or case == WITHOUT_ENCODER
    }


def _fit_case(held: Held, fusion: NDArray[np.float32], case: int, familiarity: NDArray[np.float32] | None) -> Mapping[str, Any]:
    rows = held.in_case(case)
    scores = fused_scores(held, fusion, case)[rows]
    places = {label: i for i, label in enumerate(held.labels)}
    sensitive = held.truth[rows][:, places["sensitive"]].astype(bool)
    harmless = scores[~sensitive]
    flags = {
        f"has:{kind}": float(
            np.quantile(
                scores[held.truth[rows][:, places[f"has:{kind}"]] == 0, places[f"has:{kind}"]], 1 - _FALSE_ALARMS_PER_KIND
            )
        )
        for kind in sorted(SENSITIVE_KINDS)
        if f"has:{kind}" in places
    }
    flags["sensitive"] = float(np.quantile(harmless[:, places["sensitive"]], 1 - _FALSE_ALARMS[case]))
    support = float(np.quantile(harmless[:, places["sensitive"]], _SUPPORT))
    leaning = float(np.quantile(harmless[:, places["sensitive"]], 1 - _LEANING[case]))
    ordinary = [i for label, i in places.items() if label.startswith("kind:") and label[5:] not in SENSITIVE_KINDS]
    chances = softmax(harmless[:, ordinary])
    truth = held.truth[rows][~sensitive][:, ordinary].argmax(axis=1)
    right, confidence = chances.argmax(axis=1) == truth, chances.max(axis=1)
    trusted = _trusted_from(confidence, right, _MOST_DOUBTED[case])
    familiar = familiarity[rows] if familiarity is not None and case != WITHOUT_ENCODER else np.ones(len(rows))
    found = np.any([scores[:, places[name]] > threshold for name, threshold in flags.items()], axis=0)
    leans = found | (scores[:, places["sensitive"]] > leaning)
    return {
        "flags": flags,
        "leaning": leaning,
        "support": support,
        "trusted": trusted,
        "familiar": float(np.quantile(familiar, _STRANGE)),
        "held_out": {
            "tickets": int(rows.sum()),
            "sensitive_found": float(found[sensitive].mean()),
            "sensitive_kept": float(leans[sensitive].mean()),
            "false_alarms": float(found[~sensitive].mean()),
            "harmless_kept": float(leans[~sensitive].mean()),
            "kind_right": float(right.mean()),
            "trusted_share": float((confidence >= trusted).mean()),
            "trusted_right": float(right[confidence >= trusted].mean()),
            "calibration_error": calibration_error(confidence, right),
        },
    }


def _trusted_from(confidence: NDArray[np.float64], right: NDArray[np.bool_], most_doubted: float) -> float:
    order = np.argsort(-confidence)
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(share >= _TRUSTED)
    reached = enough[-1] + 1 if len(enough) else 0
    return float(confidence[order][max(reached, int(len(order) * (1 - most_doubted))) - 1])
