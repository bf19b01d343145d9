"""Which words of a sentence are what somebody said: before the reporting words or after.

Content follows PolNeAR: with its quotation marks and a leading “that”, without the full stop
of the sentence that reports it.
"""

from __future__ import annotations

from collections.abc import Sequence

from retold.language.wordsets import word_set
from retold.statements.cues import Cue
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
    phrase_end,
)
from retold.statements.tokens import Token

Range = tuple[int, int]
STOPS = frozenset(".!?")
JOINTS = word_set("and but while although though yet whereas or")
WH_WORDS = word_set("whether if what how why who when where which")


def before(tokens: Sequence[Token], end: int, floor: int) -> Range | None:
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
    start = clause_start(tokens, floor, stop)
    if not any(t.kind == "q" for t in tokens[start:stop]) and _adverbial(tokens, start, stop):
        return None
    return (start, stop) if start < stop else None


def any_before(tokens: Sequence[Token], end: int, floor: int) -> Range | None:
    """Return the words before “, he said,” even if they only set the scene."""
    if end - 1 <= floor or tokens[end - 1].text != ",":
        return None
    start = clause_start(tokens, floor, end - 1)
    return (start, end - 1) if start < end - 1 else None


def clause_start(tokens: Sequence[Token], floor: int, stop: int) -> int:
    """Step over the marks that part a clause from the one before it."""
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
    opens = first in _SCENE_WORDS
    scene = opens or first.endswith("ing") or is_adverb(tokens[start])
    commas = sum(t.text == "," for t in tokens[start:stop])
    if stop - start < 4:
        return True
    return scene and commas == 0


_SCENE_WORDS = PREPOSITION | CONJUNCTION | {"asked", "when", "speaking", "last", "earlier"}


def after(tokens: Sequence[Token], cue: Cue, later: Sequence[Cue]) -> Range | None:
    """Return the content that follows a cue, if any does."""
    i = _skip_addressee(tokens, cue, cue.end)
    i = skip_scene(tokens, i)
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.text in {":", ","} and i + 1 < len(tokens):
        quoted = tokens[i + 1].kind == "q" or tokens[i + 1].low == "that"
        if not (quoted or token.text == ":"):
            return None
        i += 1
        token = tokens[i]
    if not _opens(tokens, cue, i) or _advises_somebody(tokens, cue, i):
        return None
    end = clause_end(tokens, i, later, whole=_is_clause(cue, token))
    if (
        end - i < 8
        and "o" not in cue.frames
        and not _is_clear(tokens[i])
        and not _has_verb(tokens[i:end])
    ):
        return None
    if (
        cue.lemma in _MEETS
        and not _is_clear(tokens[i])
        and not _has_verb(_to_comma(tokens, i, end))
    ):
        return None
    return (i, end) if end > i else None


def _advises_somebody(tokens: Sequence[Token], cue: Cue, i: int) -> bool:
    """Tell whom somebody advises (“advises marine insurers”) from what (“advised caution”)."""
    if cue.lemma not in _ADDRESSES or tokens[i].kind != "w" or tokens[i].low in _CLAUSE_FIRST:
        return False
    end = phrase_end(tokens, i)
    if end < len(tokens) and tokens[end].low in {"to", "that", "not", "against"}:
        return False
    return i < end and tokens[end - 1].low.endswith("s") and not tokens[i].low.endswith("ing")


_ADDRESSES = word_set("advise instruct encourage")
_MEETS = word_set("find discover determine learn know feel")
"""Verbs that also take a thing for their object (“find machines in service”)."""


def _to_comma(tokens: Sequence[Token], start: int, end: int) -> Sequence[Token]:
    """Return the tokens up to the first comma."""
    return tokens[start : next((i for i in range(start, end) if tokens[i].text == ","), end)]


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


_CLAUSE_FIRST = PERSONAL | WH_WORDS | {"that", "to", "there"}


def _opens(tokens: Sequence[Token], cue: Cue, i: int) -> bool:
    """Tell whether content that the verb allows can start here."""
    token, frames = tokens[i], cue.frames
    if token.kind == "q" or token.low == "that" or tokens[i - 1].text == ":":
        return True
    allowed = "o" in frames or "c" in frames
    if token.low in WH_WORDS:
        return "q" in frames or ("c" in frames and token.low in {"what", "how", "why"})
    if token.low in {"to", "as"}:
        return {"to": "i", "as": "o"}[token.low] in frames
    if token.kind == "p":
        return allowed and token.text in {"$", "#", "@", "£", "€"}
    return allowed and (token.low in OPEN_CLAUSE or _nominal_start(token))


def _nominal_start(token: Token) -> bool:
    return token.low not in _NO_CONTENT and not is_adverb(token)


_NO_CONTENT = (
    PREPOSITION
    | CONJUNCTION
    | TIME
    | word_set("next prior due ahead beside beneath below above beyond along aboard off")
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
        opens = end < len(tokens) and (
            tokens[end].low in WH_WORDS or tokens[end].text in {",", ":"}
        )
        return end if opens else i
    return i


def _addressee_end(tokens: Sequence[Token], i: int) -> int:
    """Return where the addressee ends; a name is one, and so is “the crowd”."""
    if tokens[i].low in {"me", "him", "her", "them", "us", "you", "it"}:
        return i + 1
    return phrase_end(tokens, i)


def skip_scene(tokens: Sequence[Token], i: int) -> int:
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


def resumed(tokens: Sequence[Token], cue: Cue, later: Sequence[Cue]) -> Range | None:
    """Return the rest of a clause that the reporting words interrupted."""
    i = skip_scene(tokens, _skip_addressee(tokens, cue, cue.end))
    if i + 1 >= len(tokens) or tokens[i].text not in {",", ":", "—", "–"}:
        return None
    following = tokens[i + 1]
    if any(c.start <= i + 2 for c in later) or following.low in _NO_REST:
        return None
    if following.low.endswith("ing") or (tokens[i].text != "," and following.kind != "q"):
        return None
    return (i + 1, clause_end(tokens, i + 1, later))


_NO_REST = JOINTS | WHERE | {"according", "citing", "as"}


def rest(tokens: Sequence[Token], i: int, later: Sequence[Cue]) -> Range | None:
    """Return what goes on after “…, said Doyle,”."""
    if i + 1 >= len(tokens) or tokens[i].text != "," or any(c.start <= i + 2 for c in later):
        return None
    following = tokens[i + 1]
    if following.kind == "q" or following.low in AUXILIARY:
        return (i + 1, clause_end(tokens, i + 1, later))
    return None


def clause_end(
    tokens: Sequence[Token], start: int, later: Sequence[Cue], *, whole: bool = True
) -> int:
    """Return where the content that starts at ``start`` ends.

    ``whole`` content is a clause and runs to the end of its sentence, another report or a
    closing quotation; an object ends at the first comma or conjunction.
    """
    limit = len(tokens)
    for cue in later:
        follows = cue.form in {"according", "gerund"} and cue.start > start
        if follows and tokens[cue.start - 1].text == ",":
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
    while i > start and (tokens[i - 1].text in STOPS or _stray_bracket(tokens, start, i - 1)):
        i -= 1
    return i


def _stray_bracket(tokens: Sequence[Token], start: int, i: int) -> bool:
    return tokens[i].text == ")" and all(t.text != "(" for t in tokens[start:i])


_OBJECT_ENDS = word_set("when while because but although though before after if since")
