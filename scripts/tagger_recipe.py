"""All that decides about a training run of the tagger, beside its data."""

# mypy: disable-error-code="import-not-found, misc, untyped-decorator, no-any-return"
# torch is a developer's tool that the checks run without: its classes have no types then.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tagger_net import Shape


@dataclass(frozen=True)
class Recipe:
    """All that decides about a training run, beside the data."""

    seed: int = 1
    epochs: int = 16
    length: int = 384
    """Pieces of a window in training."""
    core: int = 288
    context: int = 48
    rows: int = 24
    lr: float = 3e-4
    own_lr: float = 8e-4
    decay: float = 0.9
    """Learning rate of a layer relative to that of the layer above."""
    weight_decay: float = 0.01
    warmup: float = 0.1
    ema: float = 0.995
    links: float = 0.4
    entities: float = 0.1
    speech: float = 0.1
    crf: bool = True
    keep_vectors: float = 0.0
    """Weight of the loss that holds the sentence vectors to the encoder's."""
    freeze: int = 0
    """Layers of the trunk that stay as they are; 7 is all of it."""
    tune_words: bool = False
    extra_share: float = 1.0
    """Articles marked by teachers a round, as a multiple of the articles marked by people."""
    top: int = 0
    trunk: int = 6
    by_sentence: bool = False
    marks_below: bool = True
    dropout: float = 0.1

    def shape(self) -> Shape:
        """Return what of this the network is made of."""
        return Shape(
            top=self.top,
            trunk=self.trunk,
            by_sentence=self.by_sentence,
            marks_below=self.marks_below,
            dropout=self.dropout,
        )


def settings(pairs: Sequence[str]) -> Recipe:
    """Read ``name=value`` pairs."""
    recipe = Recipe()
    for pair in pairs:
        name, value = pair.split("=")
        kind = type(getattr(recipe, name))
        made = value in {"1", "true", "True"} if kind is bool else kind(value)
        recipe = replace(recipe, **{name: made})
    return recipe
