"""A negation lost or added: the claim says the opposite of what the parent says.

It is reported only where the very word that is denied stands on both sides; "not open" retold as
"closed" is no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from retold.changes.bearing import Cue, Echo, comes, cues, in_child, in_parent, partners, survives
from retold.changes.comparison import Comparison, Side, context
from retold.changes.contraries import contrary
from retold.changes.lexicon import FUNCTION_WORDS, NEGATIONS, UNDONE
from retold.language.wordsets import word_set
from retold.types import Change, Word

_CLAUSE = 12  # words in which the predicate of a negation stands
_MARKS = ',;:.—–“”"'
_LOST = "The source denies what is stated here."
_CAME = "The source states what is denied here."
# denies a noun rather than what is said of it; too weak where not all of it is there
_NOUNS = word_set("no without neither nor none nothing nobody hardly")
_LIMITS = word_set("without unless until except")
_MEASURES = word_set("than as")
_FAR = 14  # words behind a denial in which something limits it
_DETERMINERS = word_set("his her its their my our your the a an")
_PERFECT = word_set("has have had")
_NOBODY = word_set("neither none nobody no")
_IDLE = word_set(
    "only just once merely least since for because so all always until before yet surprisingly"
)
_OPEN = word_set("if whether wonder wondering wondered question unless")
_AUXILIARY = word_set("is are was were be been has have had do does did will")
_LINKING = word_set(
    "is are was were be been has have had will would can could may might must did do"
)


def negation_changes(pair: Comparison) -> Iterator[Change]:
    """Find claims that say the opposite of what the parent says."""
    for index, sources in enumerate(pair.sources):
        found = _lost(pair, index, sources) or _came(pair, index, sources)
        if found is not None:
            yield found


def _lost(pair: Comparison, index: int, sources: Sequence[int]) -> Change | None:
    """Find a negation of the parent that a sentence of the child does without."""
    for source in sources:
        for cue in cues(pair.parent, source, NEGATIONS, quoted=True):
            echo = in_child(pair, index, cue) if _denies(pair.parent, source, cue) else None
            if echo is None or not _same(cue, echo) or survives(pair, source, cue, UNDONE):
                continue
            if cue.word.norm in _NOBODY and not _predicate_kept(pair, source, index, cue):
                continue
            if _limited(pair.parent, source, cue) or _named_only(pair, source, index, cue, echo):
                continue
            told = {index, *pair.retellings[source]}
            if _undone_by_prefix(pair, source, echo):
                continue
            if _any(_plain(echo.near), UNDONE | _OPEN) or _denied_too(pair, source, cue.word, told):
                continue
            after = context(pair.child, echo.span, 2)
            return pair.change("negation", "high", cue.span, after, _LOST)
    return None


def _was_done(echo: Echo) -> bool:
    """Tell whether the child says that something was done, and not only what was done."""
    before = [w.norm for w in echo.near if w.end <= echo.span.start][-3:]
    return bool((_LINKING | _PERFECT) & set(before))


def _limited(side: Side, index: int, cue: Cue) -> bool:
    """Tell whether a denial holds within limits: "not without asking", "no team has more"."""
    words = side.words(index)
    behind = [w.norm for w in words if w.start >= cue.word.end]
    before = [w.norm for w in words if w.end <= cue.word.start][-_FAR:]
    if cue.word.norm == "without" and NEGATIONS & set(before):
        return True
    limits = _LIMITS | _MEASURES if cue.word.norm in _NOUNS else _LIMITS
    return any(norm in limits for norm in behind[:_FAR])


def _named_only(pair: Comparison, source: int, index: int, cue: Cue, echo: Echo) -> bool:
    """Tell whether what something is said not to be is merely spoken of in the child.

    "The gun was not his firearm", and "his firearm had been taken away".
    """
    behind = [w.norm for w in pair.parent.words(source) if w.start >= cue.word.end][:1]
    if cue.word.norm != "not" or not behind or behind[0] not in _DETERMINERS:
        return False
    before = [w.norm for w in pair.child.words(index) if w.end <= echo.span.start][-3:]
    return not _LINKING & set(before)


def _undone_by_prefix(pair: Comparison, source: int, echo: Echo) -> bool:
    """Tell whether a word of the child denies by its first letters: "his disbelief"."""
    there = pair.parent.stems[source]
    return any(
        w.norm.startswith(("dis", "un", "non")) and len(w.norm) > 5 and w.stem not in there
        for w in echo.near
    )


def _plain(words: Sequence[Word]) -> list[Word]:
    """Leave out "since" of "have since been", which denies nothing."""
    after = {b.start for a, b in pairwise(words) if a.norm in _PERFECT and b.norm == "since"}
    return [word for word in words if word.start not in after]


def _same(cue: Cue, echo: Echo) -> bool:
    """Tell whether the words that are denied, or surely their like, stand on the other side."""
    noun = cue.word.norm in _NOUNS
    if cue.passive and not _was_done(echo):
        return False
    sure = not noun and cue.passive
    found = max(echo.same_words, echo.sure_words) if sure else echo.same_words
    return found == len(cue.bears) >= 1 + noun and (noun or cue.bears[0].start > cue.word.start)


def _predicate_kept(pair: Comparison, source: int, index: int, cue: Cue) -> bool:
    """Tell whether what is said of nobody is said at all: "is under arrest"."""
    clause = _clause(pair.parent, source, cue.word)
    verb = next((k for k, word in enumerate(clause) if word.norm in _LINKING), None)
    if verb is None:
        return True
    said = [w for w in clause[verb + 1 :] if w.norm not in FUNCTION_WORDS]
    here = pair.child.words(index)
    if any(contrary(word.norm, other.norm) for word in said for other in here):
        return False
    return any(partners(pair, index, word) for word in said)


def _denies(side: Side, index: int, cue: Cue) -> bool:
    """Tell whether a negation denies a claim: "not only", "whether or not" and "if not" don't."""
    words = side.words(index)
    at = next((k for k, word in enumerate(words) if word.start == cue.word.start), 0)
    before = {word.norm for word in words[max(0, at - 4) : at]}
    behind = {word.norm for word in words[at + 1 : at + 2]}
    return not (behind & _IDLE or before & {"whether", "if", "unless"})


def _came(pair: Comparison, index: int, sources: Sequence[int]) -> Change | None:
    """Find a negation of the child that its sources do without."""
    if any(_any(pair.parent.words(k), UNDONE) for k in sources):
        return None
    for cue in cues(pair.child, index, NEGATIONS - _NOUNS):
        words = [w for w in pair.child.words(index) if w.end <= cue.word.start]
        ordered = bool(words) and (words[-1].norm in _AUXILIARY or "'" in cue.word.norm)
        if not ordered or len(cue.bears) < 2 or not _denies(pair.child, index, cue):
            continue
        if comes(pair, index, cue, UNDONE):
            continue
        for source in sources:
            echo = in_parent(pair, index, source, cue)
            if echo is not None and _same(cue, echo):
                before = context(pair.parent, echo.span, 2)
                return pair.change("negation", "high", before, cue.span, _CAME)
    return None


def _denied_too(pair: Comparison, source: int, denial: Word, told: set[int]) -> bool:
    """Tell whether another negation of the child bears on the predicate that is denied."""
    clause = _clause(pair.parent, source, denial)
    verbs = [k for k, word in enumerate(clause) if word.norm in _LINKING]
    denied = _weighty(pair.parent, clause[verbs[0] + 1 :] if verbs else clause)
    return any(
        denied & _weighty(pair.child, _clause(pair.child, index, word))
        for index in told
        for word in pair.child.plain_words[index]
        if word.norm in NEGATIONS
    )


def _clause(side: Side, index: int, first: Word) -> list[Word]:
    """Return the words behind a word, up to the next mark but not many."""
    found: list[Word] = []
    end = first.end
    for word in side.plain_words[index]:
        if word.start < first.end:
            continue
        parted = any(mark in side.text[end : word.start] for mark in _MARKS)
        if parted or len(found) == _CLAUSE:
            break
        end = word.end
        found.append(word)
    return found


def _weighty(side: Side, words: Sequence[Word]) -> frozenset[str]:
    """Return the stems of the words that are neither names nor function words."""
    return frozenset(
        word.stem
        for word in words
        if word.norm not in FUNCTION_WORDS and not side.text[word.start].isupper()
    )


def _any(words: Sequence[Word], vocabulary: frozenset[str]) -> bool:
    return any(word.norm in vocabulary for word in words)
