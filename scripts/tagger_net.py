"""The tagger as a torch module: a trunk of MiniLM layers, layers of its own, and heads.

Rows may hold one text of many sentences (*window*) or sentences side by side that don't see
one another in the trunk (*sentence*); ``Batch.block`` says who sees whom. The layers on top see
the whole row in either case.
"""

# mypy: disable-error-code="import-not-found, misc, untyped-decorator, no-any-return"
# torch is a developer's tool that the checks run without: its classes have no types then.

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from retold.statements.tag_decoding import LABELS, allowed
from retold.statements.tag_pieces import MARKS

WIDTH, HEADS, INNER, LAYERS, POSITIONS = 384, 12, 1536, 6, 512
VOCABULARY, EPSILON = 30_522, 1e-12
ARROW = 64
"""Width of the vectors by which words look for their source or their cue."""
FORBIDDEN = -1e4


@dataclass(frozen=True)
class Shape:
    """What the network is made of."""

    top: int = 0
    """Layers of its own above the trunk."""
    trunk: int = LAYERS
    """Layers of the trunk that are used."""
    by_sentence: bool = False
    """Whether sentences are blind to one another in the trunk."""
    marks_below: bool = True
    """Whether marks enter with the embeddings, or above the trunk."""
    speech: int = 45
    entities: int = 13
    dropout: float = 0.1


@dataclass
class Batch:
    """Padded rows of pieces and of words; ``block`` is -1 and ``real`` false for padding."""

    ids: Tensor
    position: Tensor
    block: Tensor
    marks: Tensor
    words: Tensor
    real: Tensor

    def sees(self, *, by_block: bool) -> Tensor:
        """Return which piece may look at which, with an axis for the heads."""
        if not by_block:
            return (self.block >= 0)[:, None, None, :]
        # Padding sees itself: a piece that sees nothing would be no number, and so all gradients.
        return (self.block[:, :, None] == self.block[:, None, :])[:, None]


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT's."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.drop = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, sees: Tensor) -> Tensor:
        """Return the states one layer up."""
        rows, length, _ = hidden.shape
        split = self.qkv(hidden).view(rows, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        rate = self.drop.p if self.training else 0.0
        seen = functional.scaled_dot_product_attention(query, key, value, sees, rate)
        joined = seen.transpose(1, 2).reshape(rows, length, WIDTH)
        hidden = self.norm(hidden + self.drop(self.out(joined)))
        wide = functional.gelu(self.up(hidden))
        return self.last_norm(hidden + self.drop(self.down(wide)))


class Trunk(nn.Module):
    """The encoder's own layers."""

    def __init__(self, layers: int, dropout: float) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH)
        self.place = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.drop = nn.Dropout(dropout)

    def forward(self, batch: Batch, extra: Tensor | None, *, by_block: bool) -> list[Tensor]:
        """Return the states of all layers, the embeddings first."""
        hidden = self.word(batch.ids) + self.place(batch.position)
        hidden = self.drop(self.norm(hidden if extra is None else hidden + extra))
        sees = batch.sees(by_block=by_block)
        states = [hidden]
        for layer in self.layers:
            states.append(layer(states[-1], sees))
        return states

    def pooled(self, batch: Batch) -> Tensor:
        """Return the unit vector of every block, as the encoder makes them; rows in order."""
        state = self(batch, None, by_block=True)[-1].float()
        width = int(batch.block.max()) + 1
        home = batch.block + width * torch.arange(len(batch.ids), device=state.device)[:, None]
        present = batch.block >= 0
        sums = torch.zeros(width * len(batch.ids), WIDTH, device=state.device)
        sums = sums.index_add(0, home[present], state[present])
        return functional.normalize(sums[torch.unique(home[present])], dim=1)


class Tagger(nn.Module):
    """Trunk, own layers and heads."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.trunk = Trunk(shape.trunk, shape.dropout)
        self.marks = nn.Embedding(MARKS, WIDTH)
        nn.init.zeros_(self.marks.weight)
        self.mix = nn.Parameter(torch.zeros(shape.trunk + 1))
        self.far = nn.Embedding(2 * POSITIONS, WIDTH)
        nn.init.normal_(self.far.weight, std=0.02)
        self.join = nn.LayerNorm(WIDTH)
        self.top = nn.ModuleList(Layer(shape.dropout) for _ in range(shape.top))
        self.drop = nn.Dropout(shape.dropout)
        self.scores = nn.Linear(WIDTH, LABELS)
        self.arrows = nn.Linear(WIDTH, 4 * ARROW + 2)
        self.speech = nn.Linear(WIDTH, shape.speech)
        self.entity = nn.Linear(WIDTH, shape.entities)
        self.transitions = nn.Parameter(torch.zeros(LABELS + 1, LABELS))
        banned = torch.zeros(LABELS + 1, LABELS)
        banned[:LABELS][~torch.from_numpy(allowed())] = FORBIDDEN
        self.register_buffer("banned", banned)

    def forward(self, batch: Batch) -> Tensor:
        """Return the states of all words."""
        below = self.shape.marks_below
        marks = self.marks(batch.marks)
        states = self.trunk(batch, marks if below else None, by_block=self.shape.by_sentence)
        hidden = states[-1]
        if self.shape.top:
            weights = functional.softmax(self.mix, 0)
            hidden = (torch.stack(states, -1) * weights).sum(-1) + hidden
            order = torch.arange(hidden.shape[1], device=hidden.device)
            hidden = self.drop(self.join(hidden + self.far(order) + (0 if below else marks)))
            sees = batch.sees(by_block=False)
            for layer in self.top:
                hidden = layer(hidden, sees)
        rows = torch.arange(len(hidden), device=hidden.device)[:, None]
        return self.drop(hidden[rows, batch.words])

    def moves(self) -> Tensor:
        """Return the scores of the transitions, the start of a text last."""
        return self.transitions + self.banned

    def split_arrows(self, words: Tensor) -> tuple[Tensor, ...]:
        """Return seeks_source, is_source, seeks_cue, is_cue, no_source and no_cue."""
        found = self.arrows(words).float()
        vectors = found[..., : 4 * ARROW].unflatten(-1, (4, ARROW)) / ARROW**0.25
        return (*vectors.unbind(-2), found[..., -2], found[..., -1])


def crf_loss(scores: Tensor, tags: Tensor, real: Tensor, moves: Tensor) -> Tensor:
    """Return the negative log-likelihood of the tags, per word.

    The normaliser is a product of matrices in log space, taken pairwise: log(n) steps.
    """
    scores = scores.float()
    gold = scores.gather(-1, tags[..., None])[..., 0] * real
    steps = moves[tags[:, :-1], tags[:, 1:]] * real[:, 1:]
    right = gold.sum(1) + steps.sum(1) + moves[LABELS][tags[:, 0]]
    table = moves[:LABELS] + scores[:, 1:, None, :]
    nothing = torch.full((LABELS, LABELS), FORBIDDEN, device=scores.device).fill_diagonal_(0)
    table = torch.where(real[:, 1:, None, None], table, nothing)
    while table.shape[1] > 1:
        if table.shape[1] % 2:
            table = torch.cat([table, nothing.expand(len(table), 1, -1, -1)], 1)
        left, next_ = table[:, 0::2, :, :, None], table[:, 1::2, None, :, :]
        table = torch.logsumexp(left + next_, 3)
    first = (moves[LABELS] + scores[:, 0])[:, :, None]
    whole = torch.logsumexp(first + table[:, 0], (1, 2))
    return (whole - right).sum() / real.sum()


def arrow_loss(seeks: Tensor, offers: Tensor, none: Tensor, target: Tensor, real: Tensor) -> Tensor:
    """Return the mean loss of words that look for one word of their row, or for none.

    ``target`` is the word, -2 for none, -1 where nothing is asked.
    """
    row, word = torch.nonzero(target != -1, as_tuple=True)
    if not len(row):
        return seeks.sum() * 0
    found = torch.einsum("nd,nwd->nw", seeks[row, word], offers[row])
    found = found.masked_fill(~real[row], -math.inf)
    found = torch.cat([found, none[row, word][:, None]], 1)
    wanted = target[row, word]
    return functional.cross_entropy(found, torch.where(wanted < 0, found.shape[1] - 1, wanted))


def load_trunk(trunk: Trunk, weights: dict[str, Tensor]) -> None:
    """Fill a trunk from the weights of all-MiniLM-L6-v2."""
    named = {
        "word.weight": weights["embeddings.word_embeddings.weight"],
        "place.weight": weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0],
    }
    for part in ("weight", "bias"):
        named[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
        for number in range(len(trunk.layers)):
            old, new = f"encoder.layer.{number}", f"layers.{number}"
            heads = [f"{old}.attention.self.{head}.{part}" for head in ("query", "key", "value")]
            named[f"{new}.qkv.{part}"] = torch.cat([weights[head] for head in heads])
            named[f"{new}.out.{part}"] = weights[f"{old}.attention.output.dense.{part}"]
            named[f"{new}.norm.{part}"] = weights[f"{old}.attention.output.LayerNorm.{part}"]
            named[f"{new}.up.{part}"] = weights[f"{old}.intermediate.dense.{part}"]
            named[f"{new}.down.{part}"] = weights[f"{old}.output.dense.{part}"]
            named[f"{new}.last_norm.{part}"] = weights[f"{old}.output.LayerNorm.{part}"]
    trunk.load_state_dict({name: value.float() for name, value in named.items()})
