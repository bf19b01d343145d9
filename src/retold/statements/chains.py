"""Hearsay: those through whom words came before they reached the article.

Three shapes are read. A report may stand inside another (“Bloomberg reported that officials had
told ministers that …”), or be taken from somebody (“Bloomberg reported, citing officials, that
…”): both give a further statement, whose source is the inner one. Or the words came through
somebody who is named beside the report (“told Reuters”, “in a post on X”, “a memo seen by the
Ledger”, “was quoted by AFP as saying”): then the statement itself gets the link.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from retold.language.wordsets import word_set
from retold.statements.citing import cited_by, quoted_by, taken_from, told_outlet
from retold.statements.clauses import Report, reports
from retold.statements.extraction import Draft
from retold.statements.grammar import MODAL, PERSONAL
from retold.statements.kinds import source_kind
from retold.statements.outlets import is_outlet
from retold.statements.passing import linked
from retold.statements.tokens import Token, Unit
from retold.types import Prepared, Span

_DEPTH = 3
"""Reports inside one another; more is nobody's sentence."""
_PASSES = word_set(
    """say tell report announce write state claim allege argue contend maintain assert warn assure
    insist stress declare admit acknowledge concede confess deny reject confirm reveal disclose
    suggest testify inform notify brief explain add note complain demand promise vow pledge threaten
    predict estimate order urge ask"""
)
"""Verbs whose content passes on what somebody put in words."""
_OPEN = MODAL | {"not", "never", "n't", "to"}
_SELF = PERSONAL | {"who", "which", "that", "one"}


def chained(
    prepared: Prepared,
    found: Sequence[Draft],
    rows: Sequence[Unit],
    by_rule: Sequence[Draft] = (),
) -> list[Draft]:
    """Return drafts with their links, and further ones for the reports inside reports.

    Args:
        prepared: The article.
        found: What was said in it, in order.
        rows: Its sentences.
        by_rule: What the rules found: what is nested in it counts, too.
    """
    made: list[Draft] = []
    cues = sorted(draft.cue for draft in found if draft.cue)
    for written in found:
        draft, cited = cited_by(prepared, told_outlet(prepared, written))
        passed = linked(prepared, draft, cues)
        quoted = list(quoted_by(prepared, passed, rows))
        if not any(_only_passes(passed, one) for one in quoted):
            made.append(passed)
        made += [*cited, *taken_from(prepared, passed, found, cues), *quoted]
        made += _nested(prepared.text, passed, rows)
    if by_rule and list(by_rule) != list(found):
        made = _with_nested(prepared.text, made, by_rule, rows)
    return made


def _with_nested(
    text: str, made: list[Draft], by_rule: Sequence[Draft], rows: Sequence[Unit]
) -> list[Draft]:
    """Take chains that the rules read where no draft has one with the same cue."""
    known = {draft.cue for draft in made if draft.chain}
    nested = [inner for draft in by_rule for inner in _nested(text, draft, rows)]
    new = {inner.cue: inner for inner in nested if inner.cue and inner.cue not in known}
    kept = [
        draft for draft in made if draft.cue not in new or draft.source != new[draft.cue].chain[-1]
    ]
    return [*kept, *new.values()]


def _only_passes(draft: Draft, quoted: Draft) -> bool:
    """Tell whether the source of a draft is but the link of another: “was quoted by Reuters”."""
    source = draft.source
    same = quoted.content == draft.content
    return same and source is not None and any(link.overlaps(source) for link in quoted.chain)


def _nested(text: str, draft: Draft, rows: Sequence[Unit], depth: int = 1) -> Iterator[Draft]:
    """Read the reports inside what was said in plain words."""
    if depth >= _DEPTH or draft.source is None:
        return
    for part in draft.content:
        for inner in _reports_in(text, part, rows, draft):
            yield inner
            yield from _nested(text, inner, rows, depth + 1)


def _reports_in(text: str, part: Span, rows: Sequence[Unit], outer: Draft) -> Iterator[Draft]:
    place = bisect_right(rows, part.start, key=lambda row: row.tokens[0].start) - 1
    if place < 0:
        return
    row = rows[place]
    tokens = [t for t in row.tokens if part.start <= t.start and t.end <= part.end]
    if tokens and tokens[0].low == "that":
        tokens = tokens[1:]
    if outer.source is not None and _ASKS_MANY.search(outer.source.of(text)):
        return
    by_outlet = outer.source is not None and is_outlet(outer.source.of(text))
    for report in reports(tokens):
        if report.source is None or not _is_hearsay(tokens, report, by_outlet):
            continue
        content = tuple(_span(tokens, r) for r in report.content)
        yield Draft(
            row.sentence,
            row.paragraph,
            _span(tokens, report.source),
            _span(tokens, (report.cue.start, report.cue.end)),
            content,
            report.cue.lemma,
            (*outer.chain, outer.source) if outer.source else (),
        )


_ASKS_MANY = re.compile(r"\b(?:polls?|surveys?|polling|census)\b", re.IGNORECASE)
"""What those who are asked tell a poll is no hearsay."""


def _is_hearsay(tokens: Sequence[Token], report: Report, by_outlet: bool) -> bool:  # noqa: FBT001 (private, named at its one call)
    """Tell a report of somebody else's words from one of the speaker's own, or of a mind."""
    start, end = report.source or (0, 0)
    pronoun = end - start == 1 and tokens[start].low in _SELF
    if end == start or (pronoun and not by_outlet):
        return False
    words = tokens[report.cue.start : report.cue.end]
    if any(t.low in _OPEN or t.low.endswith(("n't", "n’t")) for t in words):
        return False
    named = source_kind(tokens[start:end], person=False)
    said = report.cue.lemma in _PASSES or report.cue.form == "according"
    return said and (pronoun or named is not None)


def _span(tokens: Sequence[Token], part: tuple[int, int]) -> Span:
    start, end = part
    while end - 1 > start and tokens[end - 1].text == ",":
        end -= 1
    return Span(tokens[start].start, tokens[end - 1].end)
