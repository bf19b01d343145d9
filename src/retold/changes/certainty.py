"""How sure a claim is: a hedge that fell off or came on.

It is reported only where the words that the hedge bears on stand on both sides; another wording of
the same doubt is no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from retold.changes.bearing import (
    Cue,
    Echo,
    comes,
    cues,
    in_child,
    in_parent,
    is_month,
    survives,
)
from retold.changes.comparison import Comparison, Side, context
from retold.changes.lexicon import DOUBTS, HEDGES, NEGATIONS, PAST, SURE, UNDONE
from retold.changes.moments import same_day_out
from retold.language.wordsets import word_set
from retold.types import Change, Severity, Span, Word

_LOST = "What the source holds possible or planned is stated as certain."
_DONE = "What the source says is planned is told as done."
_CAME = "What the source states is only held possible."
_SENSES = word_set("hear heard see seen feel felt smell smelled smelt tell told find found")
# what may come true, so that "will" says more
_FUTURE = word_set(
    "may might could likely expected threatens threatened plans intends intended hopes hoped "
    "offered offers considering considers earliest possibly probably perhaps whether if"
)
_ASKING = word_set("how what why where asked")  # "asked how long the two could survive"
_ASKED = 5  # words behind which a hedge belongs to a question
# these limit a claim only with "to" behind them ("is believed to have")
_WITH_TO = word_set(
    "expected believed thought feared planned plans intends intended hopes hoped offers offered "
    "supposed proposed proposes likely unlikely appears appeared seems seemed attempted "
    "tried tries"
)
# the doubts of those who speak, in the writer's words; nothing where "I think so" or they do not
_MINDS = word_set("believe believes think thinks fear fears suspect suspects")
_TO_BE = word_set("is are was were be due set scheduled")
# and these only with a preposition ("is accused of theft")
_WITH: Mapping[str, frozenset[str]] = {
    "accused": word_set("of"),
    "charged": word_set("with over"),
    "blamed": word_set("on for"),
    "suspicion": word_set("of that"),
}
# too weak to be missed where nothing else says that the child is surer
_ALONE_WEAK = word_set(
    "whether if unless proposed proposes offers offered preliminary provisional supposed suspects "
    "considers possible"
)
# what says that a child is less sure; other hedges may be its manner of speaking
_ADDED = word_set(
    "might could possibly perhaps maybe probably likely allegedly alleged reportedly apparently"
)
_HEADING = 80  # characters of the longest heading
_CAME_TO_BE = word_set("was were had did")
_PERFECT = word_set("has have had already")
PLANS = word_set("will would intends intend plans plan planned hopes wants seeks offered aims")
# in front of a form in -ed these leave open whether it was done
_NOT_DONE = word_set("to be being get by will would is are if when once until before after")
_ABLE = ("able", "ible")  # "identifiable" says what may be done
_TRIED = word_set("tried tries attempted")
# whoever says that he would, does it by saying so
_ATTITUDES = word_set(
    "back support endorse oppose welcome accept agree vote prefer like want favour favor consider"
)
_IF = word_set("if whether unless")
_HEARSAY = word_set(
    "reportedly allegedly alleged apparently supposedly believed thought presumed unconfirmed "
    "unverified"
)  # what others say; whoever names them keeps it open
_CALLING = word_set("called calls calling dubbed labelled labeled branded criticised criticized")
_LIVING = (DOUBTS - {"once"}) | {"charge", "charges"}  # words in which a hedge lives on
_MILD = word_set(
    "seemed seems appeared appears expected planned plans intends intended hopes hoped offered "
    "offers likely"
)


def certainty_changes(pair: Comparison) -> Iterator[Change]:
    """Find claims that are more certain, or less, than in the parent."""
    for index, sources in enumerate(pair.sources):
        if not sources or pair.child.sentence(index).rstrip(" ”\"'’").endswith("?"):
            continue
        ways = (_lost, _raised, _done, _came)
        found = next((change for way in ways if (change := way(pair, index, sources))), None)
        if found is not None:
            yield found


def _lost(pair: Comparison, index: int, sources: Sequence[int]) -> Change | None:
    """Find a hedge that the child leaves out though it says what the hedge bears on."""
    for source, cue in _unkept(pair, sources):
        echo = in_child(pair, index, cue) if _alone(pair, source, index, cue) else None
        if echo is None or _doubted(pair, index, echo) or _elsewhere(pair, source, cue, index):
            continue
        if cue.word.norm in _TRIED and _any(echo.near, UNDONE):
            continue
        told = _told_of(pair.child, index) and not _told_of(pair.parent, source)
        if cue.word.norm in _HEARSAY and told:
            continue  # "reportedly left" is as open as "police said they left"
        if cue.word.norm in _WITH and _any(echo.near, _CALLING):
            continue  # "was called racist for" is no more than "accused of"
        if cue.word.norm in _WITH and _any(echo.near, PLANS):
            continue  # "charged with developing a plan"
        if _is_heading(pair.child, index, echo):
            continue
        after = context(pair.child, echo.span, 2)
        grade = "medium" if _came_true(pair.parent, source, cue, echo) else _severity(cue)
        return pair.change("certainty", grade, cue.span, after, _LOST)
    return None


def _is_heading(side: Side, index: int, echo: Echo) -> bool:
    """Tell whether a claim heads what explains it: "Cap the fees: …" proposes to."""
    mark = side.sentence(index).find(":")
    return echo.span.start == side.starts[index] and 0 < mark <= _HEADING


def _came_true(side: Side, source: int, cue: Cue, echo: Echo) -> bool:
    """Tell whether what might come is told of as what came: "there could be", "there were"."""
    modal = cue.word.norm in ("could", "may", "might") and _behind(side, source, cue) != "have"
    return modal and _any(echo.near, _CAME_TO_BE)


def _told_of(side: Side, index: int) -> bool:
    """Tell whether a sentence gives what somebody says."""
    return bool(side.reporting[index]) or "according to" in side.sentence(index).casefold()


def _alone(pair: Comparison, source: int, index: int, cue: Cue) -> bool:
    """Tell whether a hedge is missed even where nothing else says that the child is surer.

    "Whether they did" is where the child says in the very words that they did.
    """
    if cue.word.norm != "whether":
        return cue.word.norm not in _ALONE_WEAK
    echo = in_child(pair, index, cue)
    behind = next((w.norm for w in pair.parent.words(source) if w.start >= cue.word.end), "")
    asked = "?" in pair.child.sentence(index)
    behind = "to" if behind == "it" else behind  # "whether it be for this or that"
    told = echo is not None and echo.same_words == len(cue.bears) > 1
    told = told and echo is not None and not _any(echo.near, UNDONE)
    return told and not asked and behind != "to"


def _unkept(pair: Comparison, sources: Sequence[int]) -> Iterator[tuple[int, Cue]]:
    """Give the hedges of some parent sentences that no retelling has."""
    for source in sources:
        for cue in cues(pair.parent, source, HEDGES, quoted=True):
            if _limits(pair.parent, source, cue) and not survives(pair, source, cue, _LIVING):
                yield source, cue


def _limits(side: Side, index: int, cue: Cue) -> bool:
    """Tell whether a word is a hedge where it stands.

    "Could not" tells a failure, "could be heard" and "may not" an ability or a permission.
    """
    behind = _behind(side, index, cue)
    if cue.word.norm in _WITH_TO:
        return behind == "to"
    if cue.word.norm in _WITH:
        return behind in _WITH[cue.word.norm]
    if cue.word.norm in _MINDS and not _thought(side, index, cue):
        return False
    if cue.word.norm in ("may", "might", "could") and behind in NEGATIONS | {"only"}:
        return False
    before = [w.norm for w in side.words(index) if w.end <= cue.word.start][-_ASKED:]
    if cue.word.norm in ("may", "might", "could", "would") and _ASKING & set(before):
        return False
    able = _SENSES & {w.norm for w in cue.bears} or before[-1:] in (["you"], ["one"])
    return not (cue.word.norm == "could" and able)


def _behind(side: Side, index: int, cue: Cue) -> str:
    """Return the word behind a hedge."""
    return next((w.norm for w in side.words(index) if w.start >= cue.word.end), "")


def _thought(side: Side, index: int, cue: Cue) -> bool:
    """Tell whether somebody holds a claim for true, in the words of the article."""
    before = [w.norm for w in side.words(index) if w.end <= cue.word.start][-3:]
    mine = side.quoted(cue.word.start, cue.word.end) or bool({"i", "we"} & set(before))
    return (
        len(cue.bears) > 1
        and not mine
        and _behind(side, index, cue) != "in"
        and not NEGATIONS & set(before)
    )


def _doubted(pair: Comparison, index: int, echo: Echo) -> bool:
    """Tell whether a claim is in doubt, or to come, where the child makes it."""
    return _doubts(pair, index, echo.near) or _is_to(echo.near)


def _is_to(words: Sequence[Word]) -> bool:
    """Tell whether words say what is to come: "is to open", "due to open"."""
    return any(a.norm in _TO_BE and b.norm == "to" for a, b in pairwise(words))


def _doubts(pair: Comparison, index: int, words: Sequence[Word]) -> bool:
    """Tell whether some words of the child put a claim in doubt.

    Words that the source has in the same place do not count, nor "once" at the beginning: it says
    that the claim will come true.
    """
    plain = pair.child.plain_words[index]
    once = plain[0] if plain and plain[0].norm == "once" else None
    said = pair.aligned(index).source
    there = {
        w.start: w.stem
        for k in pair.sources[index]
        for w in pair.parent.words(k)
        if w.norm not in HEDGES
    }
    return any(
        (word.norm in DOUBTS or word.norm.endswith(_ABLE))
        and word is not once
        and not is_month(pair.child, word)
        and not any(there.get(at) == word.stem for at in said.get(word.start, {}))
        for word in words
    )


def _elsewhere(pair: Comparison, source: int, cue: Cue, index: int) -> bool:
    """Tell whether another retelling of a sentence keeps the claim in doubt."""
    for other in pair.retellings[source]:
        echo = in_child(pair, other, cue) if other != index else None
        if echo is not None and _doubted(pair, other, echo):
            return True
    return False


def _raised(pair: Comparison, index: int, sources: Sequence[int]) -> Change | None:
    """Find a word of certainty that the child puts in the place of a hedge."""
    words = pair.child.plain_words[index]
    sure = next((w for w in words if w.norm in SURE), None)
    if sure is None or _doubts(pair, index, words) or _any(words, _IF):
        return None
    if _any(_words(pair.parent, sources), SURE):
        return None
    denied = _any(words, NEGATIONS)
    for _, cue in _unkept(pair, sources):
        borne = any(pair.aligned(index).is_kept(word) for word in cue.bears)
        if borne or (not denied and len(sources) == 1 and cue.word.norm in _FUTURE):
            after = context(pair.child, Span(sure.start, sure.end), 2)
            return pair.change("certainty", _severity(cue), cue.span, after, _LOST)
    return None


def _done(pair: Comparison, index: int, sources: Sequence[int]) -> Change | None:
    """Find what the parent says is planned, and the child that it has been done."""
    words = pair.child.plain_words[index]
    for source in sources:
        for cue in cues(pair.parent, source, PLANS | _TO_BE, quoted=True):
            echo = in_child(pair, index, cue) if _plans(pair.parent, source, cue) else None
            if echo is None or _any(echo.near, PLANS | DOUBTS) or _is_to(echo.near):
                continue
            at = next(k for k, word in enumerate(words) if word.start == echo.span.start)
            before = words[max(0, at - 2) : at]
            perfect = _any(before, _PERFECT) and before[-1].norm != "to"
            if perfect or _past(cue, words, at):
                after = context(pair.child, echo.span, 2)
                at_once = same_day_out(pair.child, pair.parent)
                grade: Severity = "high" if at_once else "medium"
                return pair.change("certainty", grade, cue.span, after, _DONE)
    return None


def _past(cue: Cue, words: Sequence[Word], at: int) -> bool:
    """Tell whether the verb that was to come is told in the past: "opened" for "will open"."""
    now, then = words[at].norm, cue.bears[0].norm
    irregular = now in PAST and PAST[now] == then
    if not irregular and (not now.endswith("ed") or then.endswith("ed")):
        return False
    return not _any(words[max(0, at - 3) : at], _NOT_DONE | NEGATIONS)


def _plans(side: Side, index: int, cue: Cue) -> bool:
    """Tell whether a word says what is to come: "will ask", "intends to ask"."""
    words = [w.norm for w in side.words(index) if w.start >= cue.word.end][:2]
    if cue.word.norm in ("will", "would"):
        return words[:1] not in (["have"], ["be"]) and not _ATTITUDES & set(words[:1])
    return words[:1] == ["to"] and cue.bears[0].start > cue.word.start


def _came(pair: Comparison, index: int, sources: Sequence[int]) -> Change | None:
    """Find a hedge of the child that its sources do without."""
    if _any(_words(pair.parent, sources), DOUBTS):
        return None
    for cue in cues(pair.child, index, _ADDED):
        if comes(pair, index, cue, DOUBTS) or len(cue.bears) < 2:
            continue
        for source in sources:
            echo = in_parent(pair, index, source, cue)
            if echo is not None and echo.same_words == 2:
                before = context(pair.parent, echo.span, 2)
                return pair.change("certainty", "medium", before, cue.span, _CAME)
    return None


def _severity(cue: Cue) -> Severity:
    """Say how much it matters that a hedge fell off: less where it told of a plan."""
    return "medium" if cue.word.norm in _MILD else "high"


def _words(side: Side, sentences: Sequence[int]) -> list[Word]:
    return [word for k in sentences for word in side.words(k)]


def _any(words: Sequence[Word], vocabulary: frozenset[str]) -> bool:
    return any(word.norm in vocabulary for word in words)
