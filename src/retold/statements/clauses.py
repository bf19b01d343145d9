"""From a sentence's cues to reports: whose words, by which cue, which passages.

A report is a triple of token ranges. Content follows PolNeAR: with its quotation marks and a
leading “that”, without the full stop of the sentence that reports it; a clause that the
reporting words interrupt is one content of two passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retold.language.wordsets import word_set
from retold.statements.cues import Cue, cues
from retold.statements.grammar import (
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    OPEN_CLAUSE,
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
from retold.statements.tokens import Token

Range = tuple[int, int]

_STOPS = frozenset(".!?")
_BREAKS = frozenset((",", ";", "–", "—", "--", "-", ":"))
_JOINTS = word_set("and but while although though yet whereas or")
_WH = word_set("whether if what how why who when where which")
_INVERTS = word_set(
    """say add write ask note explain report reply respond continue tweet state argue
    recall conclude remark joke quip warn announce insist complain declare claim comment post
    lament observe predict read admit"""
)
_WHEN = PREPOSITION | TIME | word_set("last this next later earlier on")


@dataclass(frozen=True, slots=True)
class Report:
    """Token ranges of one report; ``source`` may be missing."""

    cue: Cue
    source: Range | None
    content: tuple[Range, ...]

    @property
    def edge(self) -> int:
        """The token after the last one of the report."""
        ranges = [
            *self.content,
            (self.cue.start, self.cue.end),
            *([self.source] * bool(self.source)),
        ]
        return max(end for _, end in ranges if end is not None)


def reports(tokens: Sequence[Token]) -> list[Report]:
    """Return the reports of a sentence from left to right.

    A report inside the content of another is left to that content.
    """
    found: list[Report] = []
    marked = cues(tokens)
    for position, cue in enumerate(marked):
        later = marked[position + 1 :]
        report = _read(tokens, cue, later, found)
        if report is not None and report.content:
            found = [_cut(tokens, earlier, report) for earlier in found]
            found.append(report)
    return [report for report in found if report.content]


def _cut(tokens: Sequence[Token], earlier: Report, report: Report) -> Report:
    """Let the content of an earlier report end where a later one begins."""
    first = min((s for s, _ in _parts(report) if s >= earlier.cue.end), default=len(tokens))
    content = tuple(
        (start, min(end, _before_joint(tokens, start, first)))
        for start, end in earlier.content
        if start < first
    )
    return replace(earlier, content=tuple(r for r in content if r[0] < r[1]))


def _parts(report: Report) -> list[Range]:
    source = [report.source] if report.source else []
    return [*source, (report.cue.start, report.cue.end), *report.content]


def _before_joint(tokens: Sequence[Token], floor: int, end: int) -> int:
    """Step back over the comma and the conjunction that join two clauses."""
    while end > floor and (tokens[end - 1].low in _JOINTS or tokens[end - 1].text in _BREAKS):
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


def _floor(tokens: Sequence[Token], cue: Cue, found: list[Report]) -> int:
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
    floor = _floor(tokens, cue, found)
    holder = _inside(cue, found)
    if cue.form == "gerund":
        return _gerund(tokens, cue, later, found)
    inverted = _inverted(tokens, cue, floor)
    if inverted is not None:
        before = _before(tokens, cue.start, floor)
        if before is None or holder is not None:
            return _late(cue, inverted, before, holder)
        rest = _rest(tokens, inverted[1], later)
        return Report(cue, inverted, (before, rest) if rest else (before,))
    source = phrase_before(tokens, cue.start, floor)
    if source is None or _joined(tokens, cue, floor):
        shared = _shared(tokens, cue, found)
        return _follow(tokens, cue, shared, later) if shared else None
    if holder is not None and not _coordinate(tokens, source[0]):
        before = _before(tokens, source[0], floor)
        tail = cue.end >= len(tokens) or tokens[cue.end].text in _STOPS
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
    if source[0] > floor and tokens[source[0] - 1].low == "as":
        return _as_reported(tokens, cue, source, floor)
    before = _before(tokens, source[0], floor)
    resumed = _resumed(tokens, cue, later)
    if resumed and "c" in cue.frames:
        before = before or _any_before(tokens, source[0], floor)
    after = _after(tokens, cue, later)
    if before is None and after is None:
        before = _any_before(tokens, source[0], floor)
    if before is None:
        return Report(cue, source, (after,) if after else ())
    quoted = tokens[before[1] - 1].kind == "q"
    if after is None or quoted:
        if resumed and quoted and tokens[resumed[0]].kind != "q":
            resumed = None
        return Report(cue, source, (before, resumed) if resumed else (before,))
    return Report(cue, source, (after,))


_AUTHOR = word_set("i we you")
_MIND = word_set("think know believe feel hope guess find see")


def _any_before(tokens: Sequence[Token], end: int, floor: int) -> Range | None:
    """Return the words before “, he said,” even if they only set the scene."""
    if end - 1 <= floor or tokens[end - 1].text != ",":
        return None
    start = _clause_start(tokens, floor, end - 1)
    return (start, end - 1) if start < end - 1 else None


def _as_reported(tokens: Sequence[Token], cue: Cue, source: Range, floor: int) -> Report | None:
    """Read “As CNN reported, …” and “…, as CNN reported”."""
    at = source[0] - 1
    if at > floor and tokens[at - 1].text == ",":
        start = _clause_start(tokens, floor, at - 1)
        return Report(cue, source, ((start, at - 1),)) if start < at - 1 else None
    comma = _skip_scene(tokens, cue.end)
    if at == floor and comma + 1 < len(tokens) and tokens[comma].text == ",":
        return Report(cue, source, ((comma + 1, _clause_end(tokens, comma + 1, ())),))
    return None


def _resumed(tokens: Sequence[Token], cue: Cue, later: Sequence[Cue]) -> Range | None:
    """Return the rest of a clause that the reporting words interrupted."""
    i = _skip_scene(tokens, _skip_addressee(tokens, cue, cue.end))
    if i + 1 >= len(tokens) or tokens[i].text not in {",", ":", "—", "–"}:
        return None
    following = tokens[i + 1]
    if any(c.start <= i + 2 for c in later) or following.low in _NO_REST:
        return None
    if following.low.endswith("ing") or (tokens[i].text != "," and following.kind != "q"):
        return None
    return (i + 1, _clause_end(tokens, i + 1, later))


_NO_REST = _JOINTS | WHERE | {"according", "citing", "as"}


def _rest(tokens: Sequence[Token], i: int, later: Sequence[Cue]) -> Range | None:
    """Return what goes on after “…, said Doyle,”."""
    if i + 1 >= len(tokens) or tokens[i].text != "," or any(c.start <= i + 2 for c in later):
        return None
    following = tokens[i + 1]
    if following.kind == "q" or following.low in AUXILIARY:
        return (i + 1, _clause_end(tokens, i + 1, later))
    return None


def _inverted(tokens: Sequence[Token], cue: Cue, floor: int) -> Range | None:
    """Return the subject that follows its verb (“…,” said Kirby)."""
    if cue.start <= floor or cue.start == 0:
        return None
    left = tokens[cue.start - 1]
    closes = left.closes and "o" not in cue.frames.replace("co", "")
    if not closes and cue.lemma not in _INVERTS:
        return None
    if not (closes or left.text == ","):
        return None
    if left.text == "," and cue.start >= 2 and _is_apposition(tokens, cue, floor):
        return None
    if cue.end >= len(tokens) or tokens[cue.end].kind != "w":
        return None
    first = tokens[cue.end]
    if first.low in {"that", "they", "there"} | TIME | PREPOSITION | CONJUNCTION or is_adverb(
        first
    ):
        return None
    found = phrase_after(tokens, cue.end)
    if found is None:
        return None
    rest = tokens[found[1]] if found[1] < len(tokens) else None
    if rest is not None and rest.kind == "w" and rest.low not in _WHEN | CONJUNCTION:
        return None if left.text == "," else found
    return found


def _is_apposition(tokens: Sequence[Token], cue: Cue, floor: int) -> bool:
    """Tell whether the comma before the verb closes an apposition to its subject."""
    found = phrase_before(tokens, cue.start, floor)
    if found is None:
        return False
    span = tokens[found[0] : found[1]]
    return len(span) > 2 and found[0] <= floor + 1


def _before(tokens: Sequence[Token], end: int, floor: int) -> Range | None:
    """Return the clause that ends with the comma or the quotation before token ``end``."""
    if end <= floor:
        return None
    last = tokens[end - 1]
    if last.text in {",", "—", "–", "--"} or (last.text == "?" and end - 1 > floor):
        stop = end - 1
    elif last.closes:
        stop = end
    else:
        return None
    start = _clause_start(tokens, floor, stop)
    if not any(t.kind == "q" for t in tokens[start:stop]) and _adverbial(tokens, start, stop):
        return None
    return (start, stop) if start < stop else None


def _clause_start(tokens: Sequence[Token], floor: int, stop: int) -> int:
    start = floor
    while start < stop and tokens[start].kind == "p" and tokens[start].text not in {"$", "#"}:
        start += 1
    return start


def _adverbial(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Tell whether the words before a comma only set the scene (“On Monday,”)."""
    if start >= stop:
        return True
    first = tokens[start].low
    if first in {"but", "and", "so", "yet"} and stop - start > 1:
        first = tokens[start + 1].low
    opens = first in PREPOSITION | CONJUNCTION | {"asked", "when", "speaking", "last", "earlier"}
    scene = opens or first.endswith("ing") or is_adverb(tokens[start])
    commas = sum(t.text == "," for t in tokens[start:stop])
    if stop - start < 4:
        return True
    return scene and commas == 0


def _after(tokens: Sequence[Token], cue: Cue, later: Sequence[Cue]) -> Range | None:
    """Return the content that follows a cue, if any does."""
    i = _skip_addressee(tokens, cue, cue.end)
    i = _skip_scene(tokens, i)
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.text in {":", ","} and i + 1 < len(tokens):
        quoted = tokens[i + 1].kind == "q" or tokens[i + 1].low in {"that"}
        if not (quoted or token.text == ":"):
            return None
        i += 1
        token = tokens[i]
    if not _opens(tokens, cue, i):
        return None
    end = _clause_end(tokens, i, later, whole=_is_clause(cue, token))
    if (
        end - i < 8
        and "o" not in cue.frames
        and not _is_clear(tokens[i])
        and not _has_verb(tokens[i:end])
    ):
        return None
    return (i, end) if end > i else None


def _is_clear(first: Token) -> bool:
    return first.kind != "w" or first.low in _CLAUSE_FIRST


def _has_verb(tokens: Sequence[Token]) -> bool:
    """Tell whether a clause without “that” has a verb (“claimed the lives of 40” has none)."""
    return any(
        t.kind == "q" or t.low in _COMMON_VERBS or (t.low.endswith("ed") and not t.capital)
        for t in tokens
    )


_COMMON_VERBS = (
    AUXILIARY
    | VERB_PAST
    | word_set(
        """need needs want wants know knows go goes get gets make makes take takes come comes
        give gives remain remains show shows keep keeps look looks seem seems help helps let
        believe believes think thinks say says mean means work works include includes continue
        continues expect expects become becomes feel feels see sees found won't it's there's
        that's he's she's they're we're i'm don't doesn't isn't 's ’s favor support supports"""
    )
)


def _is_clause(cue: Cue, first: Token) -> bool:
    """Tell whether content with this first word is a clause rather than an object."""
    return "o" not in cue.frames or first.low in _CLAUSE_FIRST or first.kind == "q"


_CLAUSE_FIRST = PERSONAL | _WH | {"that", "to", "there"}


def _opens(tokens: Sequence[Token], cue: Cue, i: int) -> bool:
    """Tell whether content that the verb allows can start here."""
    token, frames = tokens[i], cue.frames
    if token.kind == "q" or token.low == "that" or tokens[i - 1].text == ":":
        return True
    if token.low in _WH:
        return "q" in frames or ("c" in frames and token.low in {"what", "how", "why"})
    if token.low == "to":
        return "i" in frames
    if token.low == "as" and "o" in frames:
        return True
    if token.kind == "p":
        return token.text in {"$", "#", "@"} and bool(set("co") & set(frames))
    if "o" in frames or "c" in frames:
        return token.low in OPEN_CLAUSE or _nominal_start(token)
    return False


def _nominal_start(token: Token) -> bool:
    return token.low not in _NO_CONTENT and not is_adverb(token)


_NO_CONTENT = (
    PREPOSITION
    | CONJUNCTION
    | TIME
    | word_set("and or so yes up out himself herself itself themselves nothing")
)


def _skip_addressee(tokens: Sequence[Token], cue: Cue, i: int) -> int:
    """Step over “reporters” in “told reporters that …”."""
    if i < len(tokens) and "a" in cue.frames and tokens[i].kind == "w":
        if tokens[i].low in {"that", "of", "on", "in", "about", "to"}:
            return i
        return _addressee_end(tokens, i)
    if cue.lemma == "ask" and i < len(tokens) and tokens[i].kind == "w":
        end = _addressee_end(tokens, i)
        opens = end < len(tokens) and (tokens[end].low in _WH or tokens[end].text in {",", ":"})
        return end if opens else i
    return i


def _addressee_end(tokens: Sequence[Token], i: int) -> int:
    """Return where the addressee ends; a name is one, and so is “the crowd”."""
    if tokens[i].low in {"me", "him", "her", "them", "us", "you", "it"}:
        return i + 1
    return phrase_end(tokens, i)


def _skip_scene(tokens: Sequence[Token], i: int) -> int:
    """Step over “on Monday” and “in a statement” after a reporting verb."""
    while i < len(tokens) and tokens[i].kind == "w":
        low = tokens[i].low
        if low in TIME and not (
            low == "earlier" and i + 1 < len(tokens) and tokens[i + 1].kind == "q"
        ):
            i += 1
        elif low in {"last", "this"} and i + 1 < len(tokens) and tokens[i + 1].low in TIME:
            i += 2
        elif low in _SCENE_PREPOSITION and i + 1 < len(tokens) and _is_scene(tokens, i):
            end = phrase_end(tokens, i + 1)
            if end == i + 1:
                break
            i = end
        elif is_adverb(tokens[i]) and low not in {"not", "never"}:
            i += 1
        else:
            break
    return i


def _is_scene(tokens: Sequence[Token], i: int) -> bool:
    """Tell “to reporters” and “to the crowd” from “to leave”."""
    if tokens[i].low != "to":
        return True
    following = tokens[i + 1]
    return following.capital or following.low in DETERMINER or following.low.endswith("s")


_SCENE_PREPOSITION = word_set("in on at during via through before after from to with of about by")


def _clause_end(
    tokens: Sequence[Token], start: int, later: Sequence[Cue], *, whole: bool = True
) -> int:
    """Return where the content that starts at ``start`` ends.

    ``whole`` content is a clause and runs to the end of its sentence, another report or a
    closing quotation; an object ends at the first comma or conjunction.
    """
    limit = len(tokens)
    for cue in later:
        if cue.form in {"according", "gerund"} and cue.start > start:
            if tokens[cue.start - 1].text == ",":
                limit = min(limit, cue.start - 1)
                break
    i = start
    while i < limit:
        token = tokens[i]
        if token.closes:
            return i + 1
        if token.text in {";", "—", "–", "--"} and i > start:
            return i
        if not whole and i > start and (token.text == "," or token.low in _OBJECT_ENDS):
            return i
        i += 1
    while i > start and (tokens[i - 1].text in _STOPS or _stray_bracket(tokens, start, i - 1)):
        i -= 1
    return i


def _stray_bracket(tokens: Sequence[Token], start: int, i: int) -> bool:
    return tokens[i].text == ")" and all(t.text != "(" for t in tokens[start:i])


_OBJECT_ENDS = word_set("when while because but although though before after if since")


def _coordinate(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether a clause that starts here is joined to the one before, not inside it."""
    if start == 0:
        return True
    i = start - 1
    if tokens[i].low in _JOINTS:
        return True
    return tokens[i].text in {";", "—", "–", "--"}


def _joined(tokens: Sequence[Token], cue: Cue, floor: int) -> bool:
    return cue.start > floor and tokens[cue.start - 1].low in {"and", "but", "or", "then"}


def _shared(tokens: Sequence[Token], cue: Cue, found: list[Report]) -> Range | None:
    """Return the subject that a second verb shares with the first (“said … and added …”)."""
    if not cue.start or tokens[cue.start - 1].low not in {"and", "but", "or", "then"}:
        return None
    sources = [r.source for r in found if r.cue.form == "finite" and r.source]
    if sources:
        return sources[-1]
    following = tokens[cue.end] if cue.end < len(tokens) else None
    if following is None or not (following.low == "that" or following.kind == "q"):
        return None
    return _main_subject(tokens, cue.start)


def _follow(
    tokens: Sequence[Token], cue: Cue, source: Range | None, later: Sequence[Cue]
) -> Report | None:
    after = _after(tokens, cue, later)
    return Report(cue, source, (after,)) if after else None


def _gerund(
    tokens: Sequence[Token], cue: Cue, later: Sequence[Cue], found: list[Report]
) -> Report | None:
    """Read “…, adding that …”: the subject is that of the sentence's last report."""
    if not cue.start:
        return None
    if tokens[cue.start - 1].text != "," and tokens[cue.start - 1].kind != "q":
        return None
    sources = [r.source for r in found if r.source]
    source = sources[-1] if sources else _main_subject(tokens, cue.start)
    return _follow(tokens, cue, source, later)


def _main_subject(tokens: Sequence[Token], limit: int) -> Range | None:
    """Guess the subject of a sentence: the phrase that it starts with."""
    start = 0
    while start < limit and (tokens[start].kind == "p" or tokens[start].low in _JOINTS):
        start += 1
    if start >= limit or tokens[start].kind != "w":
        return None
    if tokens[start].low in PREPOSITION | CONJUNCTION or is_adverb(tokens[start]):
        return None
    end = phrase_end(tokens, start)
    return (start, end) if start < end < limit else None


def _passive(
    tokens: Sequence[Token], cue: Cue, later: Sequence[Cue], found: list[Report]
) -> Report | None:
    """Read “was asked whether …” and “was told by officials that …”."""
    if _inside(cue, found) or cue.lemma not in {
        "ask",
        "tell",
        "inform",
        "remind",
        "warn",
        "report",
    }:
        return None
    if cue.lemma in {"report"}:
        return None
    i, source = cue.end, None
    if i < len(tokens) and tokens[i].low == "by":
        source = phrase_after(tokens, i + 1)
        i = source[1] if source else i
    if i >= len(tokens) or tokens[i].low not in _WH | {"that", "about"}:
        return None
    end = _clause_end(tokens, i, later)
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
    end = _clause_end(tokens, cue.end, ())
    comma = next((i for i in range(cue.end, end) if tokens[i].text == ","), end)
    return Report(cue, source, ((cue.end, comma),)) if source else None


def _according(tokens: Sequence[Token], cue: Cue, found: list[Report]) -> Report | None:
    """Read “according to S, …” and “…, according to S”."""
    source = phrase_after(tokens, cue.end)
    if source is None:
        return None
    first = cue.start == 0 or (cue.start == 1 and tokens[0].low in _JOINTS)
    if first:
        source = (cue.end, phrase_end(tokens, cue.end))
        i = source[1]
        if i >= len(tokens) or tokens[i].text != ",":
            return None
        return Report(cue, source, ((i + 1, _clause_end(tokens, i + 1, ())),))
    floor = max((r.cue.end for r in found), default=0)
    stop = cue.start - 1 if tokens[cue.start - 1].text == "," else cue.start
    start = _scope(tokens, _clause_start(tokens, floor, stop), stop)
    rest = source[1]
    content: list[Range] = [(start, stop)] if stop - start > 1 else []
    if rest + 2 < len(tokens) and tokens[rest].text == "," and not content:
        content = [(rest + 1, _clause_end(tokens, rest + 1, ()))]
    return Report(cue, source, tuple(content)) if content else None


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
