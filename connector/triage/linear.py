"""Linear models as rows: one for each label, whatever the library gave."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

#: What a label scores that a fold did not hold.
_ABSENT = -5.0


def rows_of(model: Any, count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return weights and biases of a fitted choice among ``count`` labels that were numbered from 0.

    Two labels come as one row from the library, and a fold may miss a label.
    """
    weights, biases = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        weights, biases = np.vstack([-weights[0], weights[0]]), np.array([-biases[0], biases[0]])
    rows, shifts = np.zeros((count, weights.shape[1])), np.full(count, _ABSENT)
    rows[model.classes_], shifts[model.classes_] = weights, biases
    return rows, shifts
