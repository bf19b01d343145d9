"""How well the likelihoods of changes hold on events that were left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from _common import print_table

from retold.changes.trust import probability, rule_of
from retold.types import Change

Told = Sequence[tuple[Change, bool]]
Counts = dict[tuple[str, str], tuple[int, int]]
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.01)


def counted(told: Told) -> Counts:
    """Count how often every kind and rule spoke, and was right."""
    said: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for change, hit in told:
        key = (change.kind, rule_of(change.reason))
        said[key] += 1
        right[key] += hit
    return {key: (right[key], said[key]) for key in sorted(said)}


def left_out(told: Mapping[str, Told]) -> list[tuple[float, bool]]:
    """Return the likelihood of every change, counted on all events but its own."""
    found = []
    for event, mine in told.items():
        others = counted([one for name, row in told.items() if name != event for one in row])
        found += [(probability(change, others) or 0.0, hit) for change, hit in mine]
    return found


def show_trust(told: Mapping[str, Told], title: str) -> dict[str, float]:
    """Print a reliability table and return what has floors."""
    pairs = left_out(told)
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for p, hit in pairs:
        bins[next(k for k, top in enumerate(BINS[1:]) if p < top)].append((p, hit))
    rows = []
    gap = 0.0
    for k, some in sorted(bins.items()):
        said, right = sum(p for p, _ in some) / len(some), sum(hit for _, hit in some) / len(some)
        gap += abs(said - right) * len(some) / len(pairs)
        rows.append((f"{BINS[k]:.1f} to {min(BINS[k + 1], 1.0):.1f}", len(some), said, right))
    print_table(title, ("likelihood", "changes", "told", "right"), rows)
    mean = sum(hit for _, hit in pairs) / len(pairs)
    brier = sum((p - hit) ** 2 for p, hit in pairs) / len(pairs)
    print(f"ECE {gap:.3f}, Brier {brier:.3f}, of the mean alone {mean * (1 - mean):.3f}")
    return {"1 - ECE of likelihoods": 1 - gap}
