"""A condition that fell off: "will open if the inspectors approve it" told as "will open".

It is reported where what depends on the condition came over into the child, and of the condition
itself nearly nothing, nor any other word that makes the claim depend on something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retold.changes.bearing import is_month
from retold.changes.comparison import Comparison, Side
from retold.changes.lexicon import FUNCTION_WORDS
from retold.language.wordsets import word_set
from retold.types import Change, Span, Word

_OPENS = re.compile(
    r"\b(?P<word>if|unless|provided(?: that)?|providing that|on condition(?: that)?|as long as|"
    r"so long as|subject to|pending|conditional (?:on|upon)|depending on|dependent on|"
    r"in the event (?:of|that)|only (?:if|when|after|with))\s",
    re.IGNORECASE,
)
# "even if", "asked if" and "as if" make nothing depend on anything
_NOT_AFTER = re.compile(
    r"\b(?:even|as|what|not|than|but|ask\w*|wonder\w*|question\w*|see|know\w*|sure|doubt\w*|"
    r"whether or|check\w*|tell|decid\w*|learn\w*|say|told|inquir\w*|enquir\w*|find out|remains|"
    r"was|were|is|are|be|still|while|a|the)\s\Z",
    re.IGNORECASE,
)
_NOT_BEHIND = re.compile(r"(?:not|any|anything|ever|so|possible|necessary|only)\b", re.IGNORECASE)
_DEPENDS = word_set(
    "if unless provided providing subject pending condition conditions conditional conditionally "
    "depends depend depending dependent could may might would should can until whether only once "
    "when case event without hinges hinge contingent requires require required needs need needed "
    "approval await awaits awaiting first possible possibly otherwise yet before after must "
    "threatens threatened threat threaten threatening not avert maybe perhaps"
)
_END = re.compile(r"[,;:.!?—–)“”\"]")
_LEAST = 2  # content words of the condition, and of what depends on it
_KEPT = 0.6  # share of what depends on the condition that came over
_GONE = 0.34  # share of the condition that may stand in the child
_WIDEST = 160  # characters of a condition that are looked at
_REASON = "The source makes this depend on a condition that is not told here."


class _Condition(NamedTuple):
    """A condition in its sentence: its characters, its words, and the words that depend on it."""

    span: Span
    words: tuple[Word, ...]
    main: tuple[Word, ...]


def condition_changes(pair: Comparison) -> Iterator[Change]:
    """Find claims of the parent whose condition the child leaves out."""
    for source, retellings in enumerate(pair.retellings):
        if not retellings:
            continue
        for condition in _conditions(pair.parent, source):
            change = _dropped(pair, condition, retellings)
            if change is not None:
                yield change
                break


def _conditions(side: Side, index: int) -> Iterator[_Condition]:
    """Find the conditions of a sentence outside quotation marks."""
    start, text = side.starts[index], side.sentence(index)
    for match in _OPENS.finditer(text):
        at = match.start()
        lead, behind = text[:at], text[match.end() :]
        plain = match.group("word").casefold() == "if"
        if side.quoted(start + at, start + match.end()):
            continue
        if plain and (_NOT_AFTER.search(lead[-20:]) or _NOT_BEHIND.match(behind)):
            continue
        end = _END.search(text, match.end())
        stop = min(end.start() if end else len(text), match.end() + _WIDEST)
        span = Span(start + at, start + stop)
        content = [w for w in side.plain_words[index] if w.norm not in FUNCTION_WORDS | _DEPENDS]
        inside = tuple(w for w in content if span.start <= w.start < span.end)
        main = _depending(side, content, span, first=not lead.strip(" “\"'‘"))
        if len(main) < _LEAST:  # "the grant is subject to approval, and comes to 3 million"
            main = (*main, *(w for w in content if w.start >= span.end))
        if len(inside) >= _LEAST and len(main) >= _LEAST:
            yield _Condition(span, inside, main)


def _depending(side: Side, content: Sequence[Word], span: Span, *, first: bool) -> tuple[Word, ...]:
    """Return the words of the clause that a condition limits: before it, or behind if it leads."""
    if first:
        return _up_to_mark(side, [w for w in content if w.start >= span.end], span.end + 1)
    before = [w for w in content if w.end <= span.start]
    found: list[Word] = []
    edge = span.start
    for k, word in enumerate(reversed(before)):
        between = side.text[word.end : edge]
        if _END.search(between.rstrip(" ,") if k == 0 else between):
            break
        found.append(word)
        edge = word.start
    return tuple(reversed(found))


def _up_to_mark(side: Side, words: Sequence[Word], start: int) -> tuple[Word, ...]:
    found: list[Word] = []
    edge = start
    for word in words:
        if found and _END.search(side.text[edge : word.start]):
            break
        found.append(word)
        edge = word.end
    return tuple(found)


def _dropped(pair: Comparison, condition: _Condition, retellings: Sequence[int]) -> Change | None:
    """Say that a condition fell off, if all that depends on it came over without it."""
    if _share_told(pair, condition.words) > _GONE:
        return None
    for index in retellings:
        told = pair.aligned(index).told
        said = [w for w in condition.main if told.get(w.start)]
        if len(said) < _LEAST or len(said) < _KEPT * len(condition.main):
            continue
        near = {n for n in (index - 1, index, index + 1) if 0 <= n < len(pair.sources)}
        if any(_depends(pair.child, w) for k in near for w in pair.child.words(k)):
            return None
        at = [start for w in said for start in told[w.start]]
        words = [w for w in pair.child.plain_words[index] if w.start in at]
        if words:
            after = Span(words[0].start, words[-1].end)
            return pair.change("certainty", "high", condition.span, after, _REASON)
    return None


def _depends(side: Side, word: Word) -> bool:
    """Tell whether a word makes a claim depend on something; the month of May does not."""
    return word.norm in _DEPENDS and not is_month(side, word)


def _share_told(pair: Comparison, words: Sequence[Word]) -> float:
    """Return the share of words whose stem stands in the child."""
    return sum(w.stem in pair.child.all_stems for w in words) / len(words)
