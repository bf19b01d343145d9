"""Words around a figure that say how exact it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retold.changes.comparison import Side
from retold.types import Figure

_APPROXIMATE = (
    r"about|around|roughly|approximately|close to|nearly|almost|just under|just over|some"
)
_ESTIMATED = r"an? estimated|estimated|estimated at|an estimate of"
_BOUND = (
    r"at least|no fewer than|no less than|not less than|a minimum of|upwards? of|more than|"
    r"over|above|exceeding|in excess of|greater than|up to|at most|no more than|"
    r"not more than|a maximum of|less than|fewer than|under|below"
)
_BEFORE = (
    ("estimated", _ESTIMATED),
    ("approximate", _APPROXIMATE),
    ("bound", _BOUND),
    ("exact", r"exactly|precisely"),
)
_BEHIND = (("bound", r"or more|or fewer|or less|at least|at most"), ("approximate", r"or so"))
_REACH = 24  # characters that the longest of these take
_NEAR = 45  # characters on either side that may limit a figure in other words
_LIMIT = re.compile(
    r"\b(?:about|around|rough|approx|estimat|close to|nearly|almost|under|over|above|below|least|"
    r"most|fewer|less|more|minimum|maximum|upward|exceed|excess|as many|as much|as high|reach|"
    r"limit|within|beyond|pass|mark|cap|just|put|reckon|calculat|barely|"
    r"no longer|some|perhaps|only|long|short|yet|give or)",
    re.IGNORECASE,
)
_before = [(kind, re.compile(rf"\b(?:{words})\s\Z", re.IGNORECASE)) for kind, words in _BEFORE]
_behind = [
    (kind, re.compile(rf"(?:\s[^\W\d_]{{1,20}})?\s(?:{words})\b", re.IGNORECASE))
    for kind, words in _BEHIND
]


@dataclass(frozen=True, slots=True)
class Hedge:
    """How exact a figure is said to be (``None``: nothing said) and where it says so."""

    kind: str | None
    start: int
    end: int
    vague: bool = False  # words further off may limit the figure too


def hedge(side: Side, figure: Figure) -> Hedge:
    """Find the words that limit a figure, in its own sentence."""
    sentence = side.prepared.sentences[side.sentence_at(figure.start)]
    lead = side.text[max(sentence.start, figure.start - _REACH) : figure.start]
    for kind, pattern in _before:
        match = pattern.search(lead)
        if match:
            return Hedge(kind, figure.start - len(lead) + match.start(), figure.end)
    trail = side.text[figure.end : min(sentence.end, figure.end + _REACH + 20)]
    for kind, pattern in _behind:
        match = pattern.match(trail)
        if match:
            return Hedge(kind, figure.start, figure.end + match.end())
    near = side.text[
        max(sentence.start, figure.start - _NEAR) : min(sentence.end, figure.end + _NEAR)
    ]
    return Hedge(None, figure.start, figure.end, vague=_LIMIT.search(near) is not None)
