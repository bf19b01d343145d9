"""What two articles have in common, as far as the two alone can tell it.

Three questions, each with a probability: did narration come over (``carried``)? If it did, did
both take it from a third text, such as one agency's report? If it did not, do both print or
quote one statement? From the three follow the answers of a reader of news: one is a copy of the
other or derived from it, both carry a common text, both share a statement, or they are
independent. Which of two is the child is another question, for clocks and the models of
direction; what other articles of the story share is not asked here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.statements.outlets import AGENCIES
from retold.stories.carried import PASSAGES, Look, Shared, both, evidence, passages
from retold.stories.credit import outlet_key, thirds
from retold.stories.logistic import load_logistic
from retold.stories.portrait import Portrait
from retold.types import Citation, Prepared

THIRD, STATEMENT = "third_text", "statement"
"""The models of the second and the third question."""

FEATURES = (
    "credited",
    "third",
    "agency",
    "same_outlet",
    "order",
    "triples",
    "told",
    "closest",
    "telling_words",
    "words_quoted_from",
    "words_quoted_in_both",
    "words_attributed",
    "words_announced",
)
COPIED = 0.6
"""The share of the shorter narration that makes a copy of what came over."""

_WIRES = frozenset(
    outlet_key(name)
    for name in AGENCIES
    if name.split()[0] in {"associated", "ap", "reuters", "thomson", "afp", "agence", "upi"}
    or name in {"united press international", "bloomberg", "bloomberg news", "press association"}
    or name in {"efe", "dpa", "ansa", "xinhua"}
)
_Of = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Relation:
    """How two articles are related, as probabilities.

    ``came_over``: narration of a report came over; ``third``: from a third text, if it did;
    ``statement``: one statement stands in both, if it did not. ``told`` is the share of the
    shorter narration that both have, ``features`` what the answers rest on.
    """

    came_over: float
    third: float
    statement: float
    told: float
    features: _Of

    @property
    def answers(self) -> dict[str, float]:
        """The probability of each answer; they sum to one."""
        one, none = self.came_over, 1 - self.came_over
        copied = self.told >= COPIED
        return {
            "copy": one * (1 - self.third) * copied,
            "derived": one * (1 - self.third) * (not copied),
            "common": one * self.third,
            "shared": none * self.statement,
            "independent": none * (1 - self.statement),
        }

    @property
    def answer(self) -> str:
        """The likeliest answer, of equal ones the first."""
        return max(self.answers.items(), key=lambda item: item[1])[0]


def relation(
    prepared: Sequence[Prepared],
    portraits: Sequence[Portrait],
    citations: Mapping[str, Sequence[Citation]],
) -> Relation:
    """Return how two articles are related, the same in either order."""
    a, b = both(prepared, portraits, citations)
    return related(a, b)


def related(a: Look, b: Look) -> Relation:
    """Return how two articles are related that have been looked at, in the order given."""
    found = passages(a, b)
    known = evidence(a, b, found)
    features = relation_features(a, b, found, known)
    return Relation(
        came_over=load_logistic("carried")[0].probability(known),
        third=load_logistic(THIRD)[0].probability(features),
        statement=load_logistic(STATEMENT)[0].probability(features),
        told=known["told"],
        features=features | {PASSAGES: known[PASSAGES]},
    )


def relation_features(
    a: Look, b: Look, found: Sequence[Shared], known: Mapping[str, float]
) -> dict[str, float]:
    """Return the features of :data:`FEATURES`.

    Those of ``carried`` come as they are. ``agency``: both name one absent agency;
    ``same_outlet``: one outlet published both. The others are logarithms of numbers of shared
    words: in passages that are likelier telling than not, quoted in one article only, quoted in
    both, narrated under a reporting verb in both, and posted or announced by a colon.
    """
    named = thirds(a.named, b.named)
    telling = [one for one in found if one.log_odds > 0]
    attributed = [one for one in found if one.features["attributed_twice"]]
    announced = [one for one in found if one.features["introduced"] or one.features["posted"]]
    return {
        **{name: known[name] for name in ("credited", "third", "order", "triples", "told")},
        "closest": known["closest"],
        "agency": float(any(key in _WIRES for key in named)),
        "same_outlet": float(a.named.own == b.named.own != ""),
        "telling_words": _words(telling, "length"),
        "words_quoted_from": _words(found, "quoted_from"),
        "words_quoted_in_both": _words(found, "quoted_in_both"),
        "words_attributed": _words(attributed, "narrated"),
        "words_announced": _words(announced, "length"),
    }


def _words(found: Sequence[Shared], feature: str) -> float:
    """Return the logarithm of all passages' words together, from the logarithm of each."""
    return math.log1p(sum(math.expm1(one.features[feature]) for one in found))
