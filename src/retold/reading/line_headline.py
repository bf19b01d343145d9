"""What is measured of each line that may be the headline, once it is known where the text is.

A headline stands before the text, near it, and shares its words; its rivals are captions, kickers
above it, the standfirst below it and the headlines of other articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retold.reading.dump_lines import Line
from retold.reading.line_features import Doubles
from retold.reading.line_words import running, within, words_in

RANKED: tuple[str, ...] = (
    "like a headline", "less than the most like one", "others more like one before it",
    "others more like one after it", "lines to the most like one", "likelihood of the line",
    "likelihood of the text below it", "likely words before", "share of them before",
    "lines to the text", "words to the text", "words shared with the text",
    "number of words shared with the text", "less than the most shared",
    "shared with its beginning",
    "words in the title", "title in its words", "less than the most like the title",
    "like the title from its start", "stands again", "copies before", "copies after",
    "a byline or date soon after", "lines to the byline or date", "buttons soon after",
    "a caption next", "a caption before", "first line", "words", "characters", "ends", "colon",
    "question", "starts small", "starts quoted", "capitals", "gap before", "gap after",
    "cut from what is before", "cut from what follows", "goes on from before", "run together",
    "words of the line after", "the line after ends", "the line after is prose",
    "words of the line before", "common words", "digits", "bars", "since related",
)  # fmt: skip
"""What is measured of a line when it is asked again whether it is the headline."""
TAKEN: tuple[str, ...] = (
    "words in the title", "title in the words", "like the title from its start", "stands again",
    "words", "characters", "ends", "colon", "question", "starts small", "starts quoted",
    "capitals", "gap before", "gap after", "cut from what is before", "cut from what follows",
    "goes on from before", "run together", "words at +1", "ends at +1", "prose at +1",
    "words at -1", "common words", "digits", "bars", "since related",
)  # fmt: skip
"""Which of the first measures are among them."""
_FAR = 60
_MOST = 6.0
_LONG_WORD = 4
_SOON = 6
_BEGINNING = 6


def ranked(
    lines: Sequence[Line], chosen: NDArray[np.intp], scores: Doubles, odds: Doubles, taken: Doubles
) -> Doubles:
    """Return the measures of :data:`RANKED`, one row for each candidate.

    Args:
        lines: The lines of the page.
        chosen: Those among them that may be the headline.
        scores: How much each line is like a headline, in log-odds.
        odds: How likely each line is the article's, in log-odds.
        taken: The measures of :data:`TAKEN` of the candidates.
    """
    odds = within(odds, _MOST)
    likely = np.array([line.prose for line in lines]) & (odds > 0)
    own = scores[chosen]
    shared = _shared(lines, chosen, likely)
    column = dict(zip(TAKEN, taken.T, strict=True))
    rest = [column[name] for name in TAKEN[4:]]
    title = column["words in the title"] + column["title in the words"]
    best = title[chosen > 0].max(initial=0.0)
    return np.array(
        [
            own,
            own - own.max(),
            *_others(own),
            within(chosen - chosen[int(np.argmax(own))], _FAR),
            odds[chosen],
            *_below(lines, chosen, odds, likely),
            *shared,
            column["words in the title"],
            column["title in the words"],
            title - best,
            column["like the title from its start"],
            column["stands again"],
            *_copies(lines, chosen),
            *_signs(lines, chosen),
            chosen == 0,
            *rest,
        ],
        dtype=np.float64,
    ).T


def _others(own: Doubles) -> list[Doubles]:
    """Return how many candidates before and after each are more like a headline."""
    more = own[None, :] > own[:, None]
    return [np.minimum(some(more).sum(axis=1), 9) for some in (np.tril, np.triu)]


def _below(
    lines: Sequence[Line], chosen: NDArray[np.intp], odds: Doubles, likely: NDArray[np.bool_]
) -> list[Doubles]:
    """Return what stands between each candidate and the text, and how much text before it."""
    count = len(lines)
    sizes = np.array([line.words for line in lines], dtype=np.float64)
    following = np.full(count + 1, count)
    following[:count] = np.where(likely, np.arange(count), count)
    following = np.minimum.accumulate(following[::-1])[::-1]
    text = following[chosen + 1]
    words = running(sizes)
    mass = np.where(likely, sizes, 0.0)
    before = (mass.cumsum() - mass)[chosen]
    at = np.append(odds, -_MOST)[text]
    return [
        at,
        np.log1p(before),
        before / max(float(mass.sum()), 1.0),
        np.minimum(text - chosen, _FAR).astype(np.float64),
        np.log1p(words[text] - words[chosen + 1]),
    ]


def _shared(
    lines: Sequence[Line], chosen: NDArray[np.intp], likely: NDArray[np.bool_]
) -> list[Doubles]:
    """Return how much of each candidate the text says, too."""
    words = words_in(lines)
    long = words.long(_LONG_WORD)[words.form]
    text = np.flatnonzero(likely)
    opening = np.zeros_like(likely)
    opening[text[:_BEGINNING]] = True
    held, first = words.among(text), words.among(text[:_BEGINNING])
    found = words.per_line(long & (held[words.form] > likely[words.line]))[chosen]
    early = words.per_line(long & (first[words.form] > opening[words.line]))[chosen]
    total = np.maximum(words.per_line(long)[chosen], 1)
    number = found.astype(np.float64)
    return [found / total, number, number - number.max(initial=0.0), early / total]


def _copies(lines: Sequence[Line], chosen: NDArray[np.intp]) -> list[Doubles]:
    """Return how often each candidate stands on the page before it, and after it."""
    keys = [line.text.casefold() for line in lines]
    whole, at = Counter(keys), set(chosen.tolist())
    seen: dict[str, int] = {}
    before, total = [], []
    for index, key in enumerate(keys):
        times = seen.get(key, 0)
        seen[key] = times + 1
        if index in at:
            before.append(times)
            total.append(whole[key])
    earlier = np.array(before, dtype=np.float64)
    return [np.minimum(earlier, 4), np.minimum(np.array(total) - earlier - 1, 4)]


def _signs(lines: Sequence[Line], chosen: NDArray[np.intp]) -> Doubles:
    """Return whether a byline, a date, buttons or a caption stand by each candidate."""
    names = [line.kind.name if line.kind else "" for line in lines]
    rows = []
    for index in chosen.tolist():
        after = names[index + 1 : index + 1 + _SOON]
        signed = [step for step, name in enumerate(after) if name in ("byline", "date")]
        rows.append(
            (
                bool(signed),
                signed[0] if signed else _SOON,
                "share" in after,
                after[:1] == ["caption"],
                index > 0 and names[index - 1] == "caption",
            )
        )
    return np.array(rows, dtype=np.float64).reshape(len(chosen), 5).T
