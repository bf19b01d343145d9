"""From a sentence's cues to reports: whose words, by which cue, which passages.

A report is a triple of token ranges; a clause that the reporting words interrupt is one
content of two passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retold.language.wordsets import word_set
from retold.statements import content
from retold.statements.content import JOINTS, STOPS, WH_WORDS, Range
from retold.statements.cues import Cue, cues
from retold.statements.grammar import (
    CONJUNCTION,
    PERSONAL,
    PREPOSITION,
    TIME,
    VERB_PAST,
    WHERE,
    is_adverb,
    phrase_after,
    phrase_before,
    phrase_end,
)
from retold.statements.sources import may_speak, own_phrase
from retold.statements.tokens import Token

_BREAKS = frozenset((",", ";", "–", "—", "--", "-", ":"))
_INVERTS = word_set(
    """say add write ask note explain report reply respond continue tweet state argue
    recall conclude remark joke quip warn announce insist complain declare claim comment post
    lament observe predict read admit"""
)
_WHEN = PREPOSITION | TIME | CONJUNCTION | word_set("last this next later earlier on")
_NO_SUBJECT = PREPOSITION | TIME | CONJUNCTION | {"they", "there"}


@dataclass(frozen=True, slots=True)
class Report:
    """Token ranges of one report; ``source`` may be missing."""

    cue: Cue
    source: Range | None
    content: tuple[Range, ...]


def reports(tokens: Sequence[Token]) -> list[Report]:
    """Return the reports of a sentence from left to right.

    A report inside the content of another is left to that content.
    """
    found: list[Report] = []
    marked = cues(tokens)
    for position, cue in enumerate(marked):
        later = marked[position + 1 :]
        report = _read(tokens, cue, later, found)
        if report is not None and report.content and may_speak(tokens, report.source, report.cue):
            found[-_NEAR:] = [_cut(tokens, earlier, report) for earlier in found[-_NEAR:]]
            found.append(report)
    whole = (_without_empty(report) for report in found)
    return [report for report in whole if report.content]


def _without_empty(report: Report) -> Report:
    """Drop content that has no words, as after “According to S,” at the end of a text."""
    return replace(report, content=tuple(r for r in report.content if r[0] < r[1]))


_NEAR = 8
"""Reports before a new one that may reach into it; the bound keeps the time linear."""


def _cut(tokens: Sequence[Token], earlier: Report, report: Report) -> Report:
    """Let the content of an earlier report end where a later one begins."""
    first = min((s for s, _ in _parts(report) if s >= earlier.cue.end), default=len(tokens))
    if all(end <= first for _, end in earlier.content):
        return earlier
    kept = tuple(
        (start, min(end, _before_joint(tokens, start, first)))
        for start, end in earlier.content
        if start < first
    )
    return replace(earlier, content=tuple(r for r in kept if r[0] < r[1]))


def _parts(report: Report) -> list[Range]:
    source = [report.source] if report.source else []
    return [*source, (report.cue.start, report.cue.end), *report.content]


def _before_joint(tokens: Sequence[Token], floor: int, end: int) -> int:
    """Step back over the comma and the conjunction that join two clauses."""
    while end > floor and (tokens[end - 1].low in JOINTS or tokens[end - 1].text in _BREAKS):
        end -= 1
    return end


def _read(
    tokens: Sequence[Token], cue: Cue, later: Sequence[Cue], found: list[Report]
) -> Report | None:
    """Read the report that a cue belongs to."""
    if cue.form == "according":
        return _according(tokens, cue, found)
    if cue.form == "noun":
        return _nominal(tokens, cue, found)
    if cue.form == "passive":
        return _passive(tokens, cue, later, found)
    return _verbal(tokens, cue, later, found)


def _floor(cue: Cue, found: list[Report]) -> int:
    """Return where the cue's own clause may begin."""
    edges = [r.cue.end for r in found if r.cue.end <= cue.start]
    return max(edges, default=0)


def _inside(cue: Cue, found: list[Report]) -> Report | None:
    """Return the report whose content holds the cue."""
    for report in found:
        if any(start <= cue.start < end for start, end in report.content):
            return report
    return None


def _verbal(
    tokens: Sequence[Token], cue: Cue, later: Sequence[Cue], found: list[Report]
) -> Report | None:
    """Read a report with an active verb."""
    floor = _floor(cue, found)
    holder = _inside(cue, found)
    if cue.form == "gerund":
        return _gerund(tokens, cue, later, found)
    inverted = _inverted(tokens, cue, floor)
    if inverted is not None:
        before = content.before(tokens, cue.start, floor)
        if before is None or holder is not None:
            return _late(cue, inverted, before, holder)
        rest = content.rest(tokens, inverted[1], later)
        return Report(cue, inverted, (before, rest) if rest else (before,))
    source = own_phrase(tokens, phrase_before(tokens, cue.start, floor))
    if source is None or _joined(tokens, cue, floor):
        shared = _shared(tokens, cue, found)
        return _follow(tokens, cue, shared, later) if shared else None
    if holder is not None and not _coordinate(tokens, source[0]):
        before = content.before(tokens, source[0], floor)
        tail = cue.end >= len(tokens) or tokens[cue.end].text in STOPS
        return _late(cue, source, before, holder) if tail else None
    return _settle(tokens, cue, source, later, floor)


def _late(cue: Cue, source: Range, before: Range | None, holder: Report | None) -> Report | None:
    """Read a postposed report at the end of a sentence that another report began."""
    if before is None or holder is None:
        return None
    start = max(before[0], holder.cue.end)
    return Report(cue, source, ((start, before[1]),)) if start + 3 < before[1] else None


def _settle(
    tokens: Sequence[Token], cue: Cue, source: Range, later: Sequence[Cue], floor: int
) -> Report | None:
    """Decide whether the content stands before the reporting words, after them, or both."""
    if tokens[source[0]].low in _AUTHOR and (cue.lemma in _MIND or "c" not in cue.frames):
        return None
    if tokens[source[0]].low in WHERE or _names(tokens, cue, source):
        return _follow(tokens, cue, source, later) if tokens[source[0]].low in WHERE else None
    if source[0] > floor and tokens[source[0] - 1].low == "as":
        return _as_reported(tokens, cue, source, floor)
    before = content.before(tokens, source[0], floor)
    resumed = content.resumed(tokens, cue, later)
    if resumed and "c" in cue.frames:
        before = before or content.any_before(tokens, source[0], floor)
    after = content.after(tokens, cue, later)
    if before is None and after is None:
        before = content.any_before(tokens, source[0], floor)
    if before is None:
        return Report(cue, source, (after,) if after else ())
    quoted = tokens[before[1] - 1].kind == "q"
    if after is None or quoted:
        if resumed and quoted and tokens[resumed[0]].kind != "q":
            resumed = None
        return Report(cue, source, (before, resumed) if resumed else (before,))
    return Report(cue, source, (after,))


def _names(tokens: Sequence[Token], cue: Cue, source: Range) -> bool:
    """Tell whether a verb gives a thing its title (a show called “Brokers”)."""
    names = cue.lemma in {"call", "dub", "label", "term"} and cue.end < len(tokens)
    return names and tokens[cue.end].kind == "q" and tokens[source[0]].low in {"a", "an", "one"}


_AUTHOR = word_set("i we you")


_MIND = word_set("think know believe feel hope guess find see")


def _as_reported(tokens: Sequence[Token], cue: Cue, source: Range, floor: int) -> Report | None:
    """Read “As CNN reported, …” and “…, as CNN reported”."""
    at = source[0] - 1
    if at > floor and tokens[at - 1].text == ",":
        start = content.clause_start(tokens, floor, at - 1)
        return Report(cue, source, ((start, at - 1),)) if start < at - 1 else None
    comma = content.skip_scene(tokens, cue.end)
    if at == floor and comma + 1 < len(tokens) and tokens[comma].text == ",":
        return Report(cue, source, ((comma + 1, content.clause_end(tokens, comma + 1, ())),))
    return None


def _inverted(tokens: Sequence[Token], cue: Cue, floor: int) -> Range | None:
    """Return the subject that follows its verb (“…,” said Kirby)."""
    if not _may_invert(tokens, cue, floor):
        return None
    found = phrase_after(tokens, cue.end)
    if found is None or tokens[cue.start - 1].text != "," or found[1] >= len(tokens):
        return found
    rest = tokens[found[1]]
    return found if rest.kind != "w" or rest.low in _WHEN else None


def _may_invert(tokens: Sequence[Token], cue: Cue, floor: int) -> bool:
    """Tell whether something was said before the verb and a subject can follow it."""
    if cue.start <= floor or cue.end >= len(tokens):
        return False
    left, first = tokens[cue.start - 1], tokens[cue.end]
    if first.kind != "w" or first.low in _NO_SUBJECT or is_adverb(first):
        return False
    if left.closes:
        return cue.frames != "o" or cue.lemma in _INVERTS
    return left.text == "," and cue.lemma in _INVERTS and not _is_apposition(tokens, cue, floor)


def _is_apposition(tokens: Sequence[Token], cue: Cue, floor: int) -> bool:
    """Tell whether the comma before the verb closes an apposition to its subject."""
    found = phrase_before(tokens, cue.start, floor)
    if found is None:
        return False
    span = tokens[found[0] : found[1]]
    return len(span) > 2 and found[0] <= floor + 1


def _coordinate(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether a clause that starts here is joined to the one before, not inside it."""
    if start == 0:
        return True
    i = start - 1
    if tokens[i].low in JOINTS:
        return True
    return tokens[i].text in {";", "—", "–", "--"}


def _joined(tokens: Sequence[Token], cue: Cue, floor: int) -> bool:
    return cue.start > floor and tokens[cue.start - 1].low in {"and", "but", "or", "then"}


def _shared(tokens: Sequence[Token], cue: Cue, found: list[Report]) -> Range | None:
    """Return the subject that a second verb shares with the first (“said … and added …”)."""
    if not cue.start or tokens[cue.start - 1].low not in {"and", "but", "or", "then"}:
        return None
    if cue.start > 2 and tokens[cue.start - 3].low in PERSONAL and _is_past(tokens[cue.start - 2]):
        return (cue.start - 3, cue.start - 2)
    sources = [r.source for r in found if r.cue.form == "finite" and r.source]
    if sources:
        return sources[-1]
    following = tokens[cue.end] if cue.end < len(tokens) else None
    if following is None or not (following.low == "that" or following.kind == "q"):
        return None
    return _main_subject(tokens, cue.start)


def _is_past(token: Token) -> bool:
    return token.low.endswith("ed") or token.low in VERB_PAST


def _follow(
    tokens: Sequence[Token], cue: Cue, source: Range | None, later: Sequence[Cue]
) -> Report | None:
    after = content.after(tokens, cue, later)
    return Report(cue, source, (after,)) if after else None


def _gerund(
    tokens: Sequence[Token], cue: Cue, later: Sequence[Cue], found: list[Report]
) -> Report | None:
    """Read “…, adding that …”: the subject is that of the sentence's last report."""
    if not cue.start:
        return None
    own = _own_subject(tokens, cue, found)
    if own is not None:
        return _follow(tokens, cue, own, later)
    if tokens[cue.start - 1].text != "," and tokens[cue.start - 1].kind != "q":
        return None
    sources = [r.source for r in found if r.source]
    source = sources[-1] if sources else _main_subject(tokens, cue.start)
    return _follow(tokens, cue, source, later)


def _own_subject(tokens: Sequence[Token], cue: Cue, found: list[Report]) -> Range | None:
    """Return “Trump” in “footage of Trump saying: “…””: a name before, a quotation behind."""
    at = content.skip_scene(tokens, cue.end)
    while at < len(tokens) and tokens[at].text in {",", ":"}:
        at += 1
    if at >= len(tokens) or tokens[at].kind != "q" or not tokens[cue.start - 1].capital:
        return None
    start = cue.start
    while start > _floor(cue, found) and tokens[start - 1].capital:
        start -= 1
    return (start, cue.start)


def _main_subject(tokens: Sequence[Token], limit: int) -> Range | None:
    """Guess the subject of a sentence: the phrase that it starts with."""
    start = 0
    while start < limit and (tokens[start].kind == "p" or tokens[start].low in JOINTS):
        start += 1
    if start >= limit or tokens[start].kind != "w":
        return None
    if tokens[start].low in PREPOSITION | CONJUNCTION or is_adverb(tokens[start]):
        return None
    end = phrase_end(tokens, start)
    return (start, end) if start < end < limit else None


_PASSIVE = word_set("ask tell inform remind warn")


def _passive(
    tokens: Sequence[Token], cue: Cue, later: Sequence[Cue], found: list[Report]
) -> Report | None:
    """Read “was asked whether …” and “was told by officials that …”."""
    if _inside(cue, found) or cue.lemma not in _PASSIVE:
        return None
    i, source = cue.end, None
    if i < len(tokens) and tokens[i].low == "by":
        source = phrase_after(tokens, i + 1)
        i = source[1] if source else i
    if i >= len(tokens) or tokens[i].low not in WH_WORDS | {"that", "about"}:
        return None
    end = content.clause_end(tokens, i, later)
    if cue.end - cue.start == 1:
        end = next((at for at in range(i, end) if tokens[at].text == ","), end)
    return Report(cue, source, ((i, end),)) if tokens[i].low != "about" else None


def _nominal(tokens: Sequence[Token], cue: Cue, found: list[Report]) -> Report | None:
    """Read “the minister's claim that …”."""
    if _inside(cue, found):
        return None
    owner = cue.start - 1
    if tokens[owner].low in {"his", "her", "their", "its"}:
        source: Range | None = (owner, owner + 1)
    else:
        source = phrase_before(tokens, owner, 0)
    end = content.clause_end(tokens, cue.end, ())
    comma = next((i for i in range(cue.end, end) if tokens[i].text == ","), end)
    return Report(cue, source, ((cue.end, comma),)) if source else None


def _according(tokens: Sequence[Token], cue: Cue, found: list[Report]) -> Report | None:
    """Read “according to S, …” and “…, according to S”."""
    source = phrase_after(tokens, cue.end)
    if source is None:
        return None
    first = cue.start == 0 or (cue.start == 1 and tokens[0].low in JOINTS)
    if first:
        source = (cue.end, phrase_end(tokens, cue.end))
        i = source[1]
        if i >= len(tokens) or tokens[i].text != ",":
            return None
        return Report(cue, source, ((i + 1, content.clause_end(tokens, i + 1, ())),))
    floor = max((r.cue.end for r in found), default=0)
    stop = cue.start - 1 if tokens[cue.start - 1].text == "," else cue.start
    if stop and tokens[stop - 1].low in WHERE | {"that"}:
        stop = floor
    start = _scope(tokens, content.clause_start(tokens, floor, stop), stop)
    rest = source[1]
    said: list[Range] = [(start, stop)] if stop - start > 1 else []
    if rest + 2 < len(tokens) and tokens[rest].text == "," and not said:
        said = [(rest + 1, content.clause_end(tokens, rest + 1, ()))]
    return Report(cue, source, tuple(said)) if said else None


def _scope(tokens: Sequence[Token], start: int, stop: int) -> int:
    """Return where the clause begins that a closing “according to” vouches for.

    It is the last clause: one that a comma and a participle or a conjunction open.
    """
    for i in range(stop - 3, start, -1):
        if tokens[i].text not in {",", ";", "—", "–"}:
            continue
        low = tokens[i + 1].low
        if len(low) > 5 and low.endswith("ing") and not tokens[i + 1].capital:
            return i + 1
        if low in {"but", "while", "and"} and i + 2 < stop and tokens[i + 2].low in PERSONAL:
            return i + 2
    return start
