"""Claims that somebody vouches for without a verb of saying: "by the union's count".

They are given as statements, so that they are asked for in the child as any other claim is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retold.changes.comparison import Side
from retold.types import Passage, Span, Statement

_WORD = r"[\w'’-]{1,25}"
_OWNER = rf"(?P<who>(?:the |its |his |her |their )?(?:{_WORD} ){{0,3}}?{_WORD}(?:['’]s|s['’]))"
_PAPERS = (
    r"figures|data|records|books|documents|numbers|statistics|calculations|estimates|files|accounts|"
    r"report|study|survey|poll|analysis|audit|log|logs|research|findings|count|tally"
)
_VIEWS = r"view|opinion|eyes|judge?ment|estimation|telling|reckoning|assessment|words|account"
_OF = rf"\b(?:in|from) the (?:{_VIEWS}) of (?P<who>(?:the |its |his |her )?{_WORD})\b"
_BY = rf"\b(?:by|on|in) {_OWNER} (?:own )?(?:{_VIEWS}|count|estimates?|calculations?|version)\b"
_SHOW = (
    rf"\b{_OWNER} (?:own |latest |internal |new )?(?:{_PAPERS}) (?:shows?|showed|suggests?|"
    r"suggested|indicates?|indicated|reveals?|revealed|finds?|found)\b"
)
_SOMEBODY = rf"\b(?P<who>(?:the |an? )?(?:{_WORD} )?{_WORD})"
_PUT = rf"{_SOMEBODY} puts? (?:the |its |their )(?:{_WORD} ){{1,3}}?at\b"
_CLAIM = rf"{_SOMEBODY} (?:claims?|claimed|professes|professed) to (?:have|be)\b"
_PATTERNS = tuple(re.compile(p, re.IGNORECASE) for p in (_OF, _BY, _SHOW, _PUT, _CLAIM))
_ENDS = re.compile(r"[;:] |, (?:although|but|while|whereas|yet|though|however)\b", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:to|will|would|could|may|might|should|can)\s\Z", re.IGNORECASE)
_PERSONAL = frozenset({"he", "she", "they", "it", "we", "i", "you", "who", "which", "that"})


def vouched(side: Side, said: Sequence[Statement]) -> Iterator[Statement]:
    """Find the claims of an article that somebody vouches for without a verb of saying.

    What stands in quotation marks, and sentences in which somebody says something (``said``), are
    left out.
    """
    known = {side.sentence_at(s.cue.spans[0].start) for s in said if s.cue}
    for index in range(len(side.starts)):
        if index in known:
            continue
        text, start = side.sentence(index), side.starts[index]
        match = next((m for p in _PATTERNS if (m := p.search(text))), None)
        if match is None or side.quoted(start + match.start(), start + match.end()):
            continue
        who = match.group("who")
        if who.casefold() in _PERSONAL or _MODAL.search(text[: match.end("who") + 1]):
            continue
        content = _content(text, start, match)
        if content:
            yield _statement(side, match, start, content)


def _content(text: str, start: int, match: re.Match[str]) -> tuple[Span, ...]:
    """Return what is claimed: the clause around the words that say who vouches for it."""
    cuts = [0, *(m.end() for m in _ENDS.finditer(text)), len(text)]
    low = max(cut for cut in cuts if cut <= match.start())
    high = min(cut for cut in cuts if cut >= match.end())
    spans = (Span(start + low, start + match.start()), Span(start + match.end(), start + high))
    return tuple(span for span in spans if span.end - span.start > 1)


def _statement(
    side: Side, match: re.Match[str], start: int, content: tuple[Span, ...]
) -> Statement:
    cue = Span(start + match.start(), start + match.end())
    who = Span(start + match.start("who"), start + match.end("who"))
    return Statement(
        article=side.prepared.id,
        kind="indirect",
        source=Passage(who.of(side.text), (who,)),
        speaker=None,
        role=None,
        cue=Passage(cue.of(side.text), (cue,)),
        content=content,
    )
