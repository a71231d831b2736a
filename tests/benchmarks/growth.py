"""How the cost of a build grows with the archive."""

from __future__ import annotations

import math
from collections.abc import Sequence


def exponent(points: Sequence[tuple[float, float]]) -> float | None:
    """Give k of cost ≈ c·n^k: the least-squares slope of log(cost) on log(n).

    Points are (n, cost), both above 0; None where fewer than two sizes are among them.
    """
    if len({n for n, _ in points}) < 2:
        return None
    logs = [(math.log(n), math.log(cost)) for n, cost in points]
    mean_n = math.fsum(n for n, _ in logs) / len(logs)
    mean_cost = math.fsum(cost for _, cost in logs) / len(logs)
    covariance = math.fsum((n - mean_n) * (cost - mean_cost) for n, cost in logs)
    return covariance / math.fsum((n - mean_n) ** 2 for n, _ in logs)
