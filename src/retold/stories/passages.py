"""The passages that two articles share word for word, and whose words they are.

That two reports share words proves little by itself: both may quote one statement, print one
post or list one set of charges. What counts is whether a passage is *telling*: narrated in
both, or narrated in one and quoted from it in the other. Each passage is described by a few
numbers that a reader can check against the texts.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from retold.language.wordsets import word_set
from retold.statements import reporting_verbs
from retold.types import Prepared, Span

SHORTEST = 3
"""Words in a row that make a passage."""

_MOST_PLACES = 24
"""So many places at most are tried for the same words, so that a refrain costs no square."""

FEATURES = (
    "length",
    "narrated",
    "quoted_from",
    "quoted_in_both",
    "posted",
    "speaking",
    "first_person",
    "speaking_length",
    "says",
    "spliced",
    "introduced",
    "attributed_once",
    "attributed_twice",
    "details",
    "function_words",
    "at_the_end",
)

_POST = re.compile(r"[—–-] ?[^()\n]{2,60}\(@\w{2,20}\)|pic\.twitter\.com|https://t\.co")
_PARAGRAPH = re.compile(r"[^\n]+")
_MARKS = "\"“”‘’'«»"
_BLOCK = 40
"""Characters that a paragraph after a colon has at least if it is a block quotation."""

_SPEAKERS = word_set(
    """i i'm i've i'll i'd we we're we've we'll we'd my our ours me myself ourselves you you're
    your yourself let's am"""
)
_SAYS = word_set(
    """said says told asked added wrote tweeted according reported announced noted argued claimed
    warned"""
)
_FUNCTION = word_set(
    """the a an of to in and that is was for on with as at by it from be are has have had he his
    she her they their this which who not but were will would been its or than when after before
    into about up out"""
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of an article: its form, its sentence, and whose it is.

    ``quoted`` words stand in quotation marks, ``posted`` ones in a post of a network,
    ``introduced`` ones in a paragraph that a colon announces; ``detail`` is a name or a figure.
    """

    norm: str
    sentence: int
    quoted: bool
    posted: bool
    introduced: bool
    detail: bool


@dataclass(frozen=True, slots=True)
class Tokens:
    """An article as words in a row; ``attributed`` says which sentences have a reporting verb."""

    words: tuple[Token, ...]
    attributed: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in a row that stand in both articles: where they begin in each, and how many."""

    a: int
    b: int
    length: int


def tokens(prepared: Prepared) -> Tokens:
    """Return an article as words in a row."""
    text = prepared.text
    quoted = _mask(text, [q.inner for q in prepared.quotations])
    details = [Span(name.start, name.end) for name in prepared.names]
    details += [Span(figure.start, figure.end) for figure in prepared.figures]
    detail = _mask(text, details)
    posted, introduced = (_mask(text, spans) for spans in _set_apart(text))
    found = tuple(
        Token(
            word.norm,
            number,
            bool(quoted[word.start]),
            bool(posted[word.start]),
            bool(introduced[word.start]),
            bool(detail[word.start]),
        )
        for number, words in enumerate(prepared.words)
        for word in words
    )
    count = len(prepared.sentences)
    said = tuple(bool(reporting_verbs(prepared.sentence_text(n))) for n in range(count))
    return Tokens(found, said)


@lru_cache(maxsize=1)
def _voice() -> dict[str, float]:
    """Return how much likelier common words are where people speak than where they report."""
    packed = resources.files("retold.models").joinpath("voice.json").read_bytes()
    table: dict[str, float] = json.loads(packed)
    return table


def _mask(text: str, spans: Sequence[Span]) -> bytearray:
    """Return a 1 for every character of the text that a span covers."""
    mask = bytearray(len(text))
    for span in spans:
        mask[span.start : span.end] = b"\1" * (span.end - span.start)
    return mask


def _set_apart(text: str) -> tuple[list[Span], list[Span]]:
    """Return the paragraphs that are posts, and those that a colon announces."""
    posted: list[Span] = []
    introduced: list[Span] = []
    before, last = Span(0, 0), ""
    for match in _PARAGRAPH.finditer(text):
        line = match.group().strip()
        if not line:
            continue
        here = Span(match.start(), match.end())
        post = _POST.search(match.group())
        if post is not None:
            # The signature may stand in a paragraph of its own, below the post.
            posted += [here] if post.start() > len(line) // 4 else [before, here]
        if last.endswith(":") and line[0] not in _MARKS and len(line) >= _BLOCK:
            introduced.append(here)
        before, last = here, line
    return posted, introduced


def shared(a: Sequence[str], b: Sequence[str]) -> list[Passage]:
    """Return the longest runs of words that both have, none overlapping another.

    >>> shared("he slipped away before dawn".split(), "she slipped away before noon".split())
    [Passage(a=1, b=1, length=3)]
    """
    at: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(b) - SHORTEST + 1):
        places = at[tuple(b[j : j + SHORTEST])]
        if len(places) < _MOST_PLACES:
            places.append(j)
    found = [
        Passage(i, j, _run(a, b, i, j))
        for i in range(len(a) - SHORTEST + 1)
        for j in at.get(tuple(a[i : i + SHORTEST]), ())
        if not (i and j and a[i - 1] == b[j - 1])
    ]
    found.sort(key=lambda p: (-p.length, p.a, p.b))
    return sorted(_apart(found, len(a), len(b)), key=lambda p: p.a)


def _run(a: Sequence[str], b: Sequence[str], i: int, j: int) -> int:
    length = SHORTEST
    while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
        length += 1
    return length


def _apart(found: Sequence[Passage], width: int, height: int) -> list[Passage]:
    """Take the passages in turn, each cut to the longest stretch that none before has taken."""
    taken_a, taken_b = bytearray(width), bytearray(height)
    kept = []
    for one in found:
        free = [not (taken_a[one.a + k] or taken_b[one.b + k]) for k in range(one.length)]
        start, length = _longest(free)
        if length >= SHORTEST:
            here = Passage(one.a + start, one.b + start, length)
            taken_a[here.a : here.a + length] = b"\1" * length
            taken_b[here.b : here.b + length] = b"\1" * length
            kept.append(here)
    return kept


def _longest(flags: Sequence[bool]) -> tuple[int, int]:
    """Return where the longest run of true flags begins, and its length."""
    best, run = (0, 0), 0
    for n, flag in enumerate(flags):
        run = run + 1 if flag else 0
        if run > best[1]:
            best = n - run + 1, run
    return best


def telling(a: Tokens, b: Tokens, passage: Passage) -> dict[str, float] | None:
    """Return the features of a passage, or nothing if it is made of names and figures.

    Lengths are logarithms of numbers of words, names and figures left out, the rest shares or
    yes and no. ``narrated``: outside quotation marks in both; ``quoted_from``: in one only;
    ``posted``, ``introduced``: in both articles a post, or quoted or announced by a colon.
    ``speaking``: how much likelier its words are where people speak than where they report, a
    word; ``says``: a verb of saying in the narration; ``spliced``: quoted and narrated words.
    ``attributed_once``, ``_twice``: a reporting verb in its sentence, in one article or both.
    """
    mine = a.words[passage.a : passage.a + passage.length]
    theirs = b.words[passage.b : passage.b + passage.length]
    both = list(zip(mine, theirs, strict=True))
    plain = sum(not x.detail for x in mine)
    if plain < SHORTEST:
        return None
    told = [x for x, y in both if not x.quoted and not y.quoted]
    quoted = sum(x.quoted and y.quoted for x, y in both)
    crossing = len(both) - len(told) - quoted
    free = [x.norm for x, y in both if not (x.quoted and y.quoted)]
    speaking = sum(_voice().get(w, 0.0) for w in free) / max(4, len(free))
    size, middle = len(both), passage.length // 2
    said = (a.attributed[mine[middle].sentence], b.attributed[theirs[middle].sentence])
    return {
        "length": math.log1p(plain - 2),
        "narrated": math.log1p(max(0, sum(not x.detail for x in told) - 2)),
        "quoted_from": math.log1p(crossing * plain / size),
        "quoted_in_both": math.log1p(quoted * plain / size),
        "posted": max(_share(x.posted for x in mine), _share(y.posted for y in theirs)),
        "speaking": max(-0.6, min(0.6, speaking)),
        "first_person": float(any(w in _SPEAKERS for w in free)),
        "speaking_length": max(0.0, speaking) * math.log1p(len(free)),
        "says": float(any(x.norm in _SAYS for x in told)),
        "spliced": float(quoted > 0 and len(told) >= SHORTEST),
        "introduced": _set_off(mine, theirs) * math.log1p(plain),
        "attributed_once": float(said[0] != said[1]),
        "attributed_twice": float(said[0] and said[1]),
        "details": _share(x.detail for x in mine),
        "function_words": _share(x.norm in _FUNCTION for x in mine),
        "at_the_end": float(max(passage.a / len(a.words), passage.b / len(b.words)) > 0.9),
    }


def quoting(a: Tokens, b: Tokens, passage: Passage) -> tuple[int, int]:
    """Return how many words of a passage only the first and only the second article quotes."""
    mine = a.words[passage.a : passage.a + passage.length]
    theirs = b.words[passage.b : passage.b + passage.length]
    first = sum(_foreign(x) and not _foreign(y) for x, y in zip(mine, theirs, strict=True))
    last = sum(_foreign(y) and not _foreign(x) for x, y in zip(mine, theirs, strict=True))
    return first, last


def _foreign(word: Token) -> bool:
    return word.quoted or word.introduced


def _share(flags: Iterable[bool]) -> float:
    found = list(flags)
    return sum(found) / len(found) if found else 0.0


def _set_off(mine: Sequence[Token], theirs: Sequence[Token]) -> float:
    """Return the share that is quoted or announced by a colon in both articles, if any is."""
    announced = any(x.introduced for x in (*mine, *theirs))
    apart = [_foreign(x) and _foreign(y) for x, y in zip(mine, theirs, strict=True)]
    return _share(apart) if announced else 0.0
