"""Tune a linear map on top of the encoder's vectors: the cheapest tuning that there is.

    python benchmarks/_tuning_map.py --data ../shared/data [--folds 3] [--seeds 2] [--claims N]

Needs torch. The map starts as the identity and learns, with the loss of
``scripts/tune_encoder.py``, on the events of ``training/events``, with ``--folds`` also on the
traditions and releases of the other folds. The vectors are those that ship, in int8; what is
printed is explained in ``_tuning_scores.py``.
"""

# mypy: disable-error-code="import-not-found, misc, untyped-decorator, no-any-return"
# torch is a developer's tool that the checks run without: its classes have no types then.

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from _common import finish, parser, print_table, records
from _traditions import load
from _tuning import Encode, Pair, Vectors, pairs, paraphrases, three_folds
from _tuning_scores import of_events, outside
from _vectors import remembering
from torch import Tensor
from torch.nn import functional

ROOT = Path(__file__).resolve().parent.parent
NO = -1e4
SAME = 0.999
"""The cosine from which the rival of one pair is taken for the source of another."""
Map = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Recipe:
    """How a map is tuned."""

    lr: float = 3e-4
    epochs: int = 3
    batch: int = 64
    scale: float = 20.0
    rivals: bool = True
    paraphrases: bool = False
    seed: int = 1


RECIPES: Mapping[str, Recipe] = {
    "hard negatives": Recipe(),
    "the same, faster": Recipe(lr=1e-3),
    "batch alone": Recipe(rivals=False),
    "with MSRP": Recipe(paraphrases=True),
}


@dataclass(frozen=True)
class Rows:
    """The vectors of the pairs, and which pairs are kin."""

    child: Tensor
    parent: Tensor
    rival: Tensor
    known: Tensor
    family: Tensor

    def some(self, at: Tensor) -> Rows:
        """Return some of the pairs."""
        parts = (self.child, self.parent, self.rival, self.known, self.family)
        return Rows(*(part[at] for part in parts))


def rows_of(found: Sequence[Pair], encode: Encode) -> Rows:
    """Read the vectors of pairs; a pair without a rival has its parent in the rival's place."""
    families = {family: n for n, family in enumerate(dict.fromkeys(p.family for p in found))}
    return Rows(
        torch.from_numpy(encode([p.child for p in found])),
        torch.from_numpy(encode([p.parent for p in found])),
        torch.from_numpy(encode([p.rival or p.parent for p in found])),
        torch.tensor([bool(p.rival) for p in found]),
        torch.tensor([families[p.family] for p in found]),
    )


def loss(turn: Tensor, some: Rows, recipe: Recipe) -> Tensor:
    """Return the loss of a batch."""

    def mapped(vectors: Tensor) -> Tensor:
        return functional.normalize(vectors + vectors @ turn, dim=1)

    count = len(some.child)
    child = mapped(some.child)
    kin = some.family[:, None] == some.family[None]
    kin &= ~torch.eye(count, dtype=torch.bool)
    scores = (recipe.scale * child @ mapped(some.parent).T).masked_fill(kin, NO)
    if recipe.rivals:
        same = some.parent @ some.rival.T > SAME
        more = recipe.scale * child @ mapped(some.rival).T
        scores = torch.cat([scores, more.masked_fill(kin | same | ~some.known[None], NO)], 1)
    return functional.cross_entropy(scores, torch.arange(count))


def tune(rows: Rows, recipe: Recipe) -> Map:
    """Return the map that was learnt."""
    random = np.random.default_rng(recipe.seed)
    width = rows.child.shape[1]
    turn = torch.zeros(width, width, requires_grad=True)
    optimiser = torch.optim.AdamW([turn], recipe.lr, weight_decay=0.0)
    steps = recipe.epochs * -(-len(rows.child) // recipe.batch)
    rates = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / steps)
    for _ in range(recipe.epochs):
        order = torch.from_numpy(random.permutation(len(rows.child)))
        for at in order.split(recipe.batch):
            value = loss(turn, rows.some(at), recipe)
            optimiser.zero_grad()
            value.backward()
            optimiser.step()
            rates.step()
    return np.asarray((torch.eye(width) + turn).detach().numpy(), np.float32)


def turned(encode: Encode, by: Map) -> Encode:
    """Return an encoder whose vectors go through a map."""

    def say(sentences: Sequence[str]) -> Vectors:
        found = encode(sentences) @ by
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)

    return say


def main() -> int:
    made = parser(__doc__, "the folder with traditions, releases and reuse")
    made.add_argument("--folds", type=int, default=0)
    made.add_argument("--seeds", type=int, default=1)
    made.add_argument("--claims", type=int, default=120)
    options = made.parse_args()
    torch.set_num_threads(1)
    scored = load(options.data / "traditions") + load(options.data / "releases")
    extra = [event for event in load(ROOT / "training" / "events") if event.noted]
    msrp = paraphrases(records(options.data / "reuse" / "msrp.train.jsonl.gz"))
    table: dict[str, dict[str, float]] = {}
    with remembering() as encoder:
        known: dict[str, Vectors] = {}

        def encode(sentences: Sequence[str]) -> Vectors:
            missing = [text for text in dict.fromkeys(sentences) if text not in known]
            known.update(zip(missing, encoder.encode(missing), strict=True))
            return np.stack([known[text] for text in sentences])

        def learnt(found: Sequence[Pair], recipe: Recipe) -> Encode:
            every = [*found, *(msrp if recipe.paraphrases else [])]
            return turned(encode, tune(rows_of(every, encode), recipe))

        def keep(name: str, row: dict[str, float]) -> None:
            table[name] = row
            print(name, *(f"{key} {value:.3f}" for key, value in row.items()), flush=True)

        def seen(say: Encode) -> dict[str, float]:
            row = of_events(scored, dict.fromkeys((event.name for event in scored), say))
            return row | outside(options.data, say, options.claims, 0)

        keep("as shipped", seen(encode))
        base = pairs(extra, encode)
        for seed in range(1, options.seeds + 1):
            for name, recipe in RECIPES.items():
                keep(f"{name}, seed {seed}", seen(learnt(base, replace(recipe, seed=seed))))
        parts = three_folds(scored, options.folds) if options.folds else []
        for name in ("hard negatives", "batch alone") if parts else ():
            every: dict[str, Encode] = {}
            for part in parts:
                others = [event for event in scored if event not in part]
                say = learnt([*base, *pairs(others, encode)], RECIPES[name])
                every |= {event.name: say for event in part}
            keep(f"{name}, {options.folds} folds", of_events(scored, every))
    columns = list(dict.fromkeys(key for row in table.values() for key in row))
    cells = [[name, *(row.get(key) for key in columns)] for name, row in table.items()]
    print_table("A linear map on the encoder's vectors", ["", *columns], cells)
    return finish("tuning map", {}, {}, options, {"rows": table})


if __name__ == "__main__":
    sys.exit(main())
