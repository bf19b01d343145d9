"""Those who were asked and said nothing: “did not respond to a request”, “could not be reached”.

Who keeps silent has put nothing in words, so neither the rules nor the tagger are made for it; that
somebody was asked is part of who said what all the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retold.language.wordsets import word_set
from retold.statements.extraction import Draft
from retold.statements.grammar import is_adverb, phrase_before
from retold.statements.tokens import Token, Unit
from retold.types import Span

_NOT_YET = word_set(
    "did didn't didn’t does doesn't doesn’t has hasn't hasn’t had hadn't hadn’t have"
)
_COULD = word_set("could couldn't couldn’t was wasn't wasn’t were weren't weren’t")
_ANSWER = word_set(
    "respond responded reply replied return returned comment commented answer answered"
)
_REACHED = word_set("reached available reachable contacted")
_ENDS = frozenset(".;!?")


def with_silences(found: Sequence[Draft], rows: Sequence[Unit]) -> list[Draft]:
    """Return drafts with those of silence; one that a draft without a source touches names it."""
    silent = [draft for row in rows for draft in _silences(row)]
    if not silent:
        return list(found)
    starts = [draft.cue.start for draft in silent if draft.cue]
    taken: set[int] = set()
    kept: list[Draft] = []
    for draft in found:
        at = bisect_left(starts, draft.cue.start - _NEAR) if draft.cue else len(silent)
        near = (n for n in range(at, min(len(silent), at + 2)) if _same(draft, silent[n]))
        n = next(near, None)
        if n is None:
            kept.append(draft)
            continue
        taken.add(n)
        kept.append(draft if draft.source else replace(draft, source=silent[n].source))
    new = [draft for n, draft in enumerate(silent) if n not in taken]
    return sorted([*kept, *new], key=lambda draft: draft.content[0].start)


_NEAR = 60


def _same(draft: Draft, silent: Draft) -> bool:
    return draft.cue is not None and silent.cue is not None and draft.cue.overlaps(silent.cue)


def _silences(row: Unit) -> Iterator[Draft]:
    tokens = row.tokens
    for at, token in enumerate(tokens):
        if token.low not in _NOT_YET and token.low not in _COULD:
            continue
        verb = _verb(tokens, at)
        source = phrase_before(tokens, at, 0) if verb is not None else None
        if verb is None or source is None:
            continue
        end = next((n for n in range(verb + 1, len(tokens)) if _stops(tokens, n)), len(tokens))
        split = verb + 1 if verb + 1 < end else verb
        yield Draft(
            row.sentence,
            row.paragraph,
            _span(tokens, source),
            _span(tokens, (at, split)),
            (_span(tokens, (split, end)),),
            "silent",
        )


def _stops(tokens: Sequence[Token], at: int) -> bool:
    joined = tokens[at].low in {"and", "but"} and tokens[at - 1].text == ","
    return tokens[at].text in _ENDS or joined or tokens[at].kind == "q"


def _verb(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the verb of a silence stands behind its auxiliary, if there is one."""
    low, after = tokens[at].low, at + 1
    denied = low.endswith(("n't", "n’t"))
    while after < len(tokens) and (is_adverb(tokens[after]) or tokens[after].low in {"not", "be"}):
        denied = denied or tokens[after].low == "not"
        after += 1
    if not denied or after >= len(tokens):
        return None
    wanted = _REACHED if low in _COULD else _ANSWER
    if tokens[after].low not in wanted:
        return None
    rest = {t.low for t in tokens[after + 1 : after + _REST]}
    if tokens[after].low.startswith("return"):
        return after if rest & _CALLS else None
    free = tokens[after].low == "available" and not rest & _ASKED
    return None if free else after


_REST = 8
_ASKED = word_set("comment interview comments")
_CALLS = word_set("call calls message messages email emails e-mail e-mails request requests")


def _span(tokens: Sequence[Token], part: tuple[int, int]) -> Span:
    start, end = part
    while end - 1 > start and tokens[end - 1].text == ",":
        end -= 1
    return Span(tokens[start].start, tokens[end - 1].end)
