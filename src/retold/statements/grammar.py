"""Closed classes of English words, and where a noun phrase starts and ends.

There is no parser here. A noun phrase is walked from the verb that it belongs to, away from
it, until a word or mark says that the phrase is over.
"""

from __future__ import annotations

from collections.abc import Sequence

from retold.language.wordsets import word_set
from retold.statements.lexicon import NOUN_FORMS, VERBS
from retold.statements.tokens import Token

HAVE = word_set("have has had having 've hasn't haven't hadn't")
BE = word_set("is are was were be been being am isn't aren't wasn't weren't")
MODAL = word_set(
    """will would can could may might shall should must do does did won't wouldn't can't couldn't
    didn't doesn't don't cannot"""
)
AUXILIARY = HAVE | BE | MODAL
DETERMINER = word_set(
    """the a an his her its their our my your this these those some several many most all both
    two three four five six seven eight nine ten another other one each no any few
    such"""
)
PERSONAL = word_set("he she they we i it you")
RELATIVE = word_set("who which that")
STANDALONE = word_set(
    "others some many everyone someone nobody everybody critics both neither most none"
)
CONJUNCTION = word_set(
    """that because when whenever as while if although though after before until since than but
    so where how why what whether whereas unless once yet nor except like"""
)
PREPOSITION = word_set(
    """of for in at from with on by to near inside under against among within about behind into
    over during between across outside around through via despite following amid upon without
    toward towards"""
)
PLACE = word_set("in at near across outside inside around throughout")
BEFORE_SUBJECT = word_set("meanwhile later however still instead also then thus even only just now")
ADVERB = word_set(
    """also then later once again earlier first often even just still now never ever always only
    previously already further not n't reportedly has since long simply merely too soon twice
    thus rather instead today yesterday quickly nonetheless nevertheless meanwhile afterwards
    afterward sometimes besides nowadays perhaps likewise moreover furthermore"""
)
TIME = word_set(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow
    earlier later week month year night morning afternoon evening day days weeks months years
    january february march april june july august september october november december"""
)
VERB_PAST = word_set(
    """went came got made took gave left won lost met ran saw held led began became brought kept
    put set sent spent stood fell grew knew drew flew broke chose drove rose spoke wore caught
    fought taught bought sought dealt meant paid hit cut let lay"""
)
WHERE = word_set("who whose where which whom")
OPEN_CLAUSE = PERSONAL | DETERMINER | word_set("there my your that what how why whether if")
_JOINERS = frozenset("&-‑/$%#'’")
_LONGEST = 30


def is_adverb(token: Token) -> bool:
    """Tell whether a word may stand between a subject and its verb."""
    low = token.low
    like_one = len(low) > 4 and low.endswith("ly") and low not in _NOUNS_IN_LY
    return low in ADVERB or (like_one and not token.capital)


_NOUNS_IN_LY = word_set(
    "family supply reply assembly ally rally bully anomaly monopoly oligopoly butterfly belly "
    "jelly homily dolly gully weekly daily monthly quarterly elderly"
)


_NO_START = AUXILIARY | CONJUNCTION | PREPOSITION | WHERE | {"and", "or"}


def starts_phrase(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a noun phrase can start here."""
    if i >= len(tokens) or tokens[i].kind != "w":
        return False
    low = tokens[i].low
    return low not in _NO_START


def phrase_before(tokens: Sequence[Token], end: int, floor: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends right before token ``end``, not before ``floor``."""
    last = end - 1
    if last < floor:
        return None
    if tokens[last].text == ")":
        opening = _find_left(tokens, last, floor, _BRACKET)
        inner = phrase_before(tokens, opening, floor) if opening is not None else None
        return (inner[0], end) if inner else None
    if tokens[last].low in TIME:
        return phrase_before(tokens, _before_time(tokens, last, floor), floor)
    if tokens[last].text in _DASHES:
        opening = _find_left(tokens, last, floor, _DASHES)
        return _walk_left(tokens, opening - 1, floor) if opening is not None else None
    return (_with_apposition if tokens[last].text == "," else _walk_left)(tokens, last, floor)


_COMMA = frozenset((",",))
_BRACKET = frozenset(("(",))
_DASHES = frozenset(("—", "–", "-", "--"))


def _before_time(tokens: Sequence[Token], last: int, floor: int) -> int:
    """Step back over “on Tuesday” and “earlier this week” between a subject and its verb."""
    i = last
    while i > floor and tokens[i - 1].low in TIME | {"on", "last", "this", "late"}:
        i -= 1
    return i


def _find_left(
    tokens: Sequence[Token], start: int, floor: int, marks: frozenset[str]
) -> int | None:
    stop = max(floor, start - _LONGEST) - 1
    return next((i for i in range(start - 1, stop, -1) if tokens[i].text in marks), None)


_ASIDE = PREPOSITION | {"however", "though", "too", "meanwhile", "also", "while"}


def _with_apposition(tokens: Sequence[Token], comma: int, floor: int) -> tuple[int, int] | None:
    """Read “John Kirby, a spokesman for the White House,” or “Clinton, however,” leftwards."""
    opening = _find_left(tokens, comma, floor, _COMMA)
    if opening is None or opening + 1 >= comma:
        return None
    head = _walk_left(tokens, opening - 1, floor)
    if head is None or tokens[head[1] - 1].low in TIME:
        return None
    between = tokens[opening + 1 : comma]
    if any(t.kind == "q" for t in between):
        return None
    if between[0].low in _ASIDE:
        return head
    if is_adverb(between[0]) and len(between) <= 2:
        return head
    return (head[0], comma + 1)


def _walk_left(tokens: Sequence[Token], last: int, floor: int) -> tuple[int, int] | None:
    """Walk a noun phrase from its last word to its first."""
    if last < floor or tokens[last].kind != "w":
        return None
    low = tokens[last].low
    if low in PERSONAL or low in WHERE or low == "that":
        return (last, last + 1)
    if not _may_be_head(tokens[last]):
        return None
    start = last
    for i in range(last - 1, max(floor, last - _LONGEST) - 1, -1):
        if not _belongs(tokens, i, start, floor):
            break
        start = i
    while start < last and (is_adverb(tokens[start]) or tokens[start].low in _NEVER_FIRST):
        start += 1
    return (_modified(tokens, start, floor), last + 1)


def _modified(tokens: Sequence[Token], start: int, floor: int) -> int:
    """Step back over “who watched” and “trying to win” when they hang on a noun."""
    for i in range(start - 1, max(floor, start - 6), -1):
        token = tokens[i]
        if token.kind != "w" or token.low in {"and", "or", "but"}:
            return start
        opens = token.low == "who" or (token.low.endswith("ing") and len(token.low) > 5)
        if opens and i > floor and _may_be_head(tokens[i - 1]) and tokens[i - 1].kind == "w":
            head = _walk_left(tokens, i - 1, floor)
            return head[0] if head else start
    return start


_NEVER_FIRST = PREPOSITION | BEFORE_SUBJECT | word_set("and or 's ’s")


def _may_be_head(token: Token) -> bool:
    low = token.low
    return low not in _NO_HEAD and not is_adverb(token)


_NO_HEAD = AUXILIARY | CONJUNCTION | PREPOSITION | TIME | word_set("and or the a an to also then")
_OVER = AUXILIARY | CONJUNCTION | PERSONAL | WHERE | VERB_PAST
_NO_NOUN = _OVER | PREPOSITION | {"and", "or", "according", "asked"}


def _belongs(tokens: Sequence[Token], i: int, start: int, floor: int) -> bool:
    """Tell whether token ``i`` still belongs to the noun phrase that starts after it."""
    token, low = tokens[i], tokens[i].low
    if token.kind == "q":
        return len(token.text) < 40 and i > floor and tokens[i - 1].kind == "w"
    if token.kind == "p":
        return token.text in _JOINERS
    if low in PREPOSITION:
        return _noun_left(tokens, i, floor)
    if low in _OVER or tokens[start].low in DETERMINER:
        return low in {"all", "both"}
    if low in {"and", "or"}:
        return _noun_left(tokens, i, floor) and (tokens[i - 1].capital == tokens[start].capital)
    return not _is_verb(tokens, i)


def _noun_left(tokens: Sequence[Token], i: int, floor: int) -> bool:
    """Tell whether a noun stands right before token ``i``."""
    if i - 1 < floor or tokens[i - 1].kind != "w":
        return False
    low = tokens[i - 1].low
    if low in _NO_NOUN or is_adverb(tokens[i - 1]) or low.endswith("ing"):
        return False
    return not _is_verb(tokens, i - 1)


def _is_verb(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a word is more likely a verb than a part of a noun phrase."""
    token = tokens[i]
    if token.capital:
        return False
    verb = VERBS.get(token.low)
    if verb is not None and token.low not in NOUN_FORMS:
        return True
    if token.low.endswith("ed") and i and tokens[i - 1].kind == "w":
        before = tokens[i - 1]
        return before.capital or before.low in PERSONAL or before.low.endswith("s")
    return False


def phrase_after(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    """Return the noun phrase that starts at token ``start``, with an apposition after it."""
    end = phrase_end(tokens, start)
    if end == start:
        return None
    if end + 1 < len(tokens) and tokens[end].text == "," and tokens[start].low not in PERSONAL:
        closing = _apposition_end(tokens, end + 1, named=not tokens[end - 1].capital)
        if closing is not None:
            return (start, closing)
    return (start, end)


_NO_END = PREPOSITION | {"and", "or", "the", "a"}
_INSIDE = word_set("of for at from with to by")


def phrase_end(tokens: Sequence[Token], start: int) -> int:
    """Return where the noun phrase that starts at token ``start`` ends."""
    if start < len(tokens) and tokens[start].low in PERSONAL:
        return start + 1
    limit = min(len(tokens), start + _LONGEST)
    i = next((i for i in range(start, limit) if _ends_phrase(tokens, i, start)), max(limit, start))
    while i > start and tokens[i - 1].low in _NO_END:
        i -= 1
    return i


def _ends_phrase(tokens: Sequence[Token], i: int, start: int) -> bool:
    """Tell whether token ``i`` stands outside the noun phrase that starts at ``start``."""
    token, low = tokens[i], tokens[i].low
    if token.kind != "w":
        return len(token.text) >= 30 if token.kind == "q" else token.text not in _JOINERS
    if low in {"and", "or"}:
        return not _joins(tokens, i)
    if low in PREPOSITION:
        return low not in _INSIDE or not starts_phrase(tokens, i + 1)
    return low in _OVER or (i > start and _starts_anew(tokens, i))


def _starts_anew(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a time, an adverb, a verb or another noun phrase starts here."""
    low, before = tokens[i].low, tokens[i - 1].low
    if low in {"the", "a", "an"}:
        return before not in PREPOSITION
    if low in TIME:
        return before not in DETERMINER
    return is_adverb(tokens[i]) or _is_verb(tokens, i)


def _joins(tokens: Sequence[Token], i: int) -> bool:
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return (
        following is not None
        and following.kind == "w"
        and (following.capital == tokens[i - 1].capital and following.low not in PERSONAL)
    )


def _apposition_end(tokens: Sequence[Token], start: int, *, named: bool) -> int | None:
    """Return where an apposition that starts here ends, if it is one.

    After a role (``named``) it may be a name: “the chief executive, John J. Ferriola”.
    """
    first = tokens[start]
    if named and first.capital and first.low not in DETERMINER | PERSONAL | PREPOSITION:
        return _name_end(tokens, start)
    if not (first.low in _DESCRIBES or first.text.isdigit() or _is_plain_noun(first)):
        return None
    if _is_past_verb(tokens, start):
        return None
    limit = min(len(tokens), start + 20)
    ends = (i for i in range(start, limit) if tokens[i].text in _CLOSES or tokens[i].kind == "q")
    return next(ends, limit if limit < start + 20 else None)


_DESCRIBES = frozenset(("a", "an", "the", "who", "whose"))
_CLOSES = frozenset(",.;:—–")


def _is_plain_noun(token: Token) -> bool:
    """Tell whether a word may be a role without an article (“chief executive of …”)."""
    low = token.low
    barred = low in _OVER or low in PREPOSITION or low in VERBS or low in {"and", "or"}
    plain = token.kind == "w" and not token.capital and not is_adverb(token)
    return plain and not barred and not low.endswith("ing")


def _is_past_verb(tokens: Sequence[Token], i: int) -> bool:
    """Tell “passed over the cable” and “crossed the line” from “retired pilot”."""
    if not tokens[i].low.endswith("ed") or tokens[i].capital or i + 1 >= len(tokens):
        return False
    return tokens[i + 1].low in PREPOSITION | DETERMINER


def _name_end(tokens: Sequence[Token], start: int) -> int | None:
    """Return where a name of two words or more ends, if its clause or sentence does too."""
    end = start
    while end < len(tokens) and (tokens[end].capital or tokens[end].text == "-"):
        end += 1
    closed = end == len(tokens) or tokens[end].text in {",", ".", ";"}
    return end if closed and end - start > 1 else None
