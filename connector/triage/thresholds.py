"""From which score on a reading is believed, doubted or sent to people: all from tickets that were held out."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from connector.core.taxonomy import LANGUAGES, SENSITIVE_KINDS
from connector.triage.calibration import calibration_error, softmax
from connector.triage.fusion import Held, fused_scores
from connector.triage.heads import ANY_LANGUAGE, CASES, ENGLISH, OTHER, WITHOUT_ENCODER

#: Share of harmless tickets that the general head may call sensitive; the phrases add theirs.
_FALSE_ALARMS: Final = {ENGLISH: 0.04, OTHER: 0.02, WITHOUT_ENCODER: 0.03}
#: The same for each single sensitive kind; sixteen of them add up.
_FALSE_ALARMS_PER_KIND: Final = 0.0007
#: A phrase of the safety net is believed where the general head is above this share of harmless tickets, and is a doubt below.
_SUPPORT: Final = {ENGLISH: 0.85, OTHER: 0.92, WITHOUT_ENCODER: 0.92}
#: Above this share of harmless tickets a hint is a doubt, and a phrase of a grave kind is believed.
_SLIGHT: Final = 0.70
#: What leans towards the sensitive goes to people. The heads alone shall keep this share of the sensitive tickets held out …
_KEPT: Final = {ENGLISH: 0.92, OTHER: 0.91, WITHOUT_ENCODER: 0.91}
#: … at the price of so many of the harmless, those called sensitive included: no fewer and no more.
_PRICE: Final = {ENGLISH: (0.16, 0.20), OTHER: (0.16, 0.25), WITHOUT_ENCODER: (0.20, 0.28)}
#: A reading is trusted when at least this share of held-out readings as sure as it were right …
_TRUSTED: Final = 0.95
#: … but no more than this share is doubted for it: a draft is read by a person, and one in doubt helps nobody.
_MOST_DOUBTED: Final = {ENGLISH: 0.18, OTHER: 0.15, WITHOUT_ENCODER: 0.20}
#: Share of the harmless that are called strange.
_STRANGE: Final = 0.02
#: A language has thresholds of its own from so many harmless and so many sensitive tickets held out.
_FEWEST: Final = 50


def fit_thresholds(held: Held, fusion: NDArray[np.float32], familiarity: NDArray[np.float32] | None) -> dict[str, Any]:
    """Return the thresholds of each case, for each of its languages, and what they come to on the tickets held out."""
    return {
        name: _fit_case(held, fusion, case, familiarity)
        for case, name in CASES.items()
        if familiarity is not None or case == WITHOUT_ENCODER
    }


def _fit_case(held: Held, fusion: NDArray[np.float32], case: int, familiarity: NDArray[np.float32] | None) -> Mapping[str, Any]:
    near = familiarity if familiarity is not None and case != WITHOUT_ENCODER else np.ones(len(held.tickets), dtype=np.float32)
    scores = fused_scores(held, fusion, case)
    spoken = np.array([ticket.language for ticket in held.tickets])
    whole = held.in_case(case)
    flags = _kind_flags(held, scores[whole], held.truth[whole])
    languages = {}
    for language in (ANY_LANGUAGE, *LANGUAGES):
        rows = whole if language == ANY_LANGUAGE else whole & (spoken == language)
        if language == ANY_LANGUAGE or _is_enough(held, rows):
            languages[language] = _fit_language(held, case, flags, scores[rows], held.truth[rows], near[rows])
    return languages


def _is_enough(held: Held, rows: NDArray[np.bool_]) -> bool:
    sensitive = held.truth[rows][:, held.labels.index("sensitive")]
    return bool((sensitive == 0).sum() >= _FEWEST and sensitive.sum() >= _FEWEST)


def _kind_flags(held: Held, scores: NDArray[np.float32], truth: NDArray[np.int8]) -> dict[str, float]:
    """The thresholds of the single sensitive kinds; too rare in one language to be fitted there."""
    places = {label: i for i, label in enumerate(held.labels)}
    return {
        name: float(np.quantile(scores[truth[:, places[name]] == 0, places[name]], 1 - _FALSE_ALARMS_PER_KIND))
        for name in (f"has:{kind}" for kind in sorted(SENSITIVE_KINDS))
        if name in places
    }


def _fit_language(
    held: Held,
    case: int,
    flags: Mapping[str, float],
    scores: NDArray[np.float32],
    truth: NDArray[np.int8],
    near: NDArray[np.float32],
) -> Mapping[str, Any]:
    places = {label: i for i, label in enumerate(held.labels)}
    sensitive = truth[:, places["sensitive"]].astype(bool)
    harmless, general = scores[~sensitive], scores[~sensitive, places["sensitive"]]
    flags = {**flags, "sensitive": float(np.quantile(general, 1 - _FALSE_ALARMS[case]))}
    least, most = (float(np.quantile(general, 1 - price)) for price in _PRICE[case])
    leaning = min(least, max(most, float(np.quantile(scores[sensitive, places["sensitive"]], 1 - _KEPT[case]))))
    ordinary = [i for label, i in places.items() if label.startswith("kind:") and label[5:] not in SENSITIVE_KINDS]
    chances = softmax(harmless[:, ordinary])
    right, confidence = chances.argmax(axis=1) == truth[~sensitive][:, ordinary].argmax(axis=1), chances.max(axis=1)
    sure, trusted = (_trusted_from(confidence, right, most) for most in (1.0, _MOST_DOUBTED[case]))
    found = np.any([scores[:, places[name]] > threshold for name, threshold in flags.items()], axis=0)
    leans = found | (scores[:, places["sensitive"]] > leaning)
    return {
        "flags": flags,
        "leaning": leaning,
        "support": float(np.quantile(general, _SUPPORT[case])),
        "slight": float(np.quantile(general, _SLIGHT)),
        "sure": sure,
        "trusted": trusted,
        "familiar": float(np.quantile(near, _STRANGE)),
        "held_out": {
            "tickets": len(scores),
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
    """The least confidence at which enough readings at least as sure were right; no more than ``most_doubted`` of all lie below."""
    order = np.argsort(-confidence)
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(share >= _TRUSTED)
    reached = enough[-1] + 1 if len(enough) else 0
    return float(confidence[order][max(reached, int(len(order) * (1 - most_doubted)), 1) - 1])
