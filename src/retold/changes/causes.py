"""A cause told where the source tells of one thing after, during or beside another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold.changes.bearing import partners
from retold.changes.comparison import Comparison, Side, context
from retold.changes.lexicon import DOUBTS, FUNCTION_WORDS, NEGATIONS
from retold.language.wordsets import word_set
from retold.types import Change, Span

_BESIDE = re.compile(
    r"\b(?:linked (?:to|with)|associated with|correlated with|connected (?:to|with)|coincide\w*|"
    r"correlat\w+|association|link between|following|while|during|since|after|amid)\b",
    re.IGNORECASE,
)
_CAUSAL = re.compile(
    r"\b(?:caus(?:e|es|ed|ing)|because of|as a result of|(?:is|are|was|were) to blame|"
    r"(?:is|are|was|were) responsible for|"
    r"at fault|brings? about|brought about|dr(?:ives?|ove) up)\b",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"\b(?:because|cause\w*|causing|due to|owing to|result\w*|led to|leads? to|trigger\w*|spark\w*|"
    r"blam\w*|thanks to|therefore|hence|so that|forc\w+|prompt\w*|made|makes?|drives?|drove|driven|"
    r"responsible|fault|provok\w*|reasons?|why|effect\w*|from|by|through|contribut\w*|attribut\w*|"
    r"behind|poison\w*)\b",
    re.IGNORECASE,
)
_DETERMINERS = word_set("the a an no any its their this that possible likely root main")
_NEAR = 5  # words in front of a cause in which a doubt or denial limits it
_LEAST = 3  # content words that must be common to both sides
_REASON = "The source does not say that the one caused the other."


def cause_changes(pair: Comparison) -> Iterator[Change]:
    """Find causes in the child of which its sources, and the whole parent, say nothing."""
    for index, sources in enumerate(pair.sources):
        cause = _cause(pair.child, index) if sources else None
        if cause is None:
            continue
        for source in sources:
            text = pair.parent.sentence(source)
            beside = _BESIDE.search(text)
            if beside is None or any(_BECAUSE.search(pair.parent.sentence(k)) for k in sources):
                continue
            start = pair.parent.starts[source]
            before = Span(start + beside.start(), start + beside.end())
            if _common(pair, source, index) >= _LEAST and _told(pair, source, index, cause):
                yield pair.change(
                    "certainty",
                    "high",
                    context(pair.parent, before),
                    context(pair.child, cause),
                    _REASON,
                )
                break


def _cause(side: Side, index: int) -> Span | None:
    """Find a cause that a sentence states in its own words, without a doubt."""
    text, start = side.sentence(index), side.starts[index]
    match = _CAUSAL.search(text)
    if match is None:
        return None
    span = Span(start + match.start(), start + match.end())
    words = side.words(index)
    before = [w.norm for w in words if w.end <= span.start][-_NEAR:]
    behind = [w.norm for w in words if w.start >= span.end][:_NEAR]
    limited = any(norm in DOUBTS | NEGATIONS for norm in (*before, *behind))
    noun = before[-1:] != [] and before[-1] in _DETERMINERS
    return None if limited or noun or side.quoted(span.start, span.end) else span


def _told(pair: Comparison, source: int, index: int, cause: Span) -> bool:
    """Tell whether words on both sides of a cause, what did it and what was done, were carried."""
    carried = {w.start for word in pair.parent.words(source) for w in partners(pair, index, word)}
    content = [w for w in pair.child.words(index) if w.norm not in FUNCTION_WORDS]
    before = [w for w in content if w.end <= cause.start][-_NEAR:]
    behind = [w for w in content if w.start >= cause.end][:_NEAR]
    return all(any(w.start in carried for w in side) for side in (before, behind))


def _common(pair: Comparison, source: int, index: int) -> int:
    """Count the content words of a source that stand in a sentence of the child."""
    words = [w for w in pair.parent.plain_words[source] if w.norm not in FUNCTION_WORDS]
    return sum(bool(partners(pair, index, word)) for word in words)
