"""Claims that the parent reports as somebody's words and the child states itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retold.changes.comparison import Comparison, Side
from retold.changes.lexicon import FUNCTION_WORDS, MODALS, NEGATIONS
from retold.changes.vouching import vouched
from retold.language.wordsets import word_set
from retold.statements.lexicon import VERBS
from retold.types import Change, Severity, Span, Statement, Word

_EMPTY = FUNCTION_WORDS | NEGATIONS | MODALS | word_set("fewer less more least most than")
_LEAST = 2  # content words of a claim that must have come over
_SHARE = 0.5  # and the share of them
_PART = 0.34  # of what came over, the share that a sentence must hold to matter
_COVERED = 0.5  # the share of these that may stand in somebody's mouth
_GAP = 20  # characters between a cue and its subject
_FIRST = 4  # words of what was said that are shown
_NO_CLAIM = frozenset({"question", "directive", "commitment", "judgement"})
_NO_SPEECH = word_set(
    "show find know learn determine discuss call describe label dub term continue"
)
_WEAK = _NO_SPEECH | word_set("feel want hope wish read text post email")
_TURN = re.compile(r"[;:] |, (?:although|but|while|whereas|yet|though|however)\b", re.IGNORECASE)
_SPEECH_NOUNS = word_set(
    "statement claim claims allegation allegations testimony interview word words remark remarks "
    "comment comments account report reports version accusation accusations argument opinion "
    "estimate estimates assessment message letter appeal warning promise pledge demand calculation "
    "calculations count tally figures data records statistics numbers study survey poll research "
    "reading verdict answer reply response explanation view position assurance"
)
_VIEW = re.compile(
    r"\b(?:according to|in (?:the |his |her |their |its )?(?:[\w'’-]{1,30} ){0,4}"
    r"(?:view|words|opinion|telling|account|eyes|estimate|assessment|reckoning|judgement|version|"
    r"phrase)|contends?|"
    r"by (?:[\w'’-]{1,30} ){1,4}(?:count|account|reckoning|estimate|calculation)s?|"
    r"to be believed|from the perspective|quoted|attributed|version|said to|reportedly|allegedly|"
    r"alleged|supposedly|apparently|in a statement|puts? (?:it|the|its|at)|"
    r"if [\w'’ -]{1,40} (?:is|are) right)\b",
    re.IGNORECASE,
)
_POST = re.compile(r"\(@\w{2,20}\)|[Pp]ost by @\w|pic\.twitter\.com/")
_POST_REACH = 160  # characters behind a sentence in which the author of a post is named
_HERSELF = word_set("it he she they i we its his her their")
_WILL = word_set("will would")
_PERSON = word_set("he she they his her their")
_BLAME = word_set(
    "accuse accused accuses blame blamed blames failed fails failure ignore ignored ignores "
    "knew lied concealed illegal illegally unlawful "
    "unlawfully corrupt corruption fraud guilty fault wrong wrongly refuse refused refuses deny "
    "denied denies reject rejected violate violated breach breached "
    "negligent negligence abuse abused cheated "
    "deliberate deliberately false mislead misled unsafe"
)
_HIDING = word_set("hid hidden hide lie lies")  # blame where it is something that is hidden
_COVERING = word_set("cover covered covers covering")
_WHERE = word_set(  # "hid in a closet", "lies behind the mill"
    "in on at under behind inside beneath below beside between near within among with by off along "
    "across over outside from there here down out away back for until while when as and but or"
)


@dataclass(frozen=True)
class _Told:
    """A sentence of the child that holds a good part of a claim, and the claim's words there."""

    sentence: int
    words: tuple[int, ...]


def claim_changes(pair: Comparison) -> Iterator[Change]:
    """Find claims that the parent reports as someone's words and the child states itself."""
    said = [one for one in pair.parent.statements if is_claim(pair.parent, one)]
    for statement in (*said, *vouched(pair.parent, said)):
        told = _told(pair, statement)
        if not told or any(_attributed(pair, statement, one) for one in told):
            continue
        yield pair.change(
            "attribution",
            _severity(pair, statement),
            _passage(pair.parent, statement),
            None,
            "What the source reports as somebody's words is stated as fact.",
        )


def is_claim(side: Side, statement: Statement) -> bool:
    """Tell whether a statement says that something is so, in somebody's words."""
    if statement.cue is None or statement.source is None or not statement.content:
        return False
    last = re.findall(r"[^\W\d_]+", statement.cue.text.casefold())
    verb = next((VERBS[word] for word in reversed(last) if word in VERBS), None)
    if verb is not None and (verb.lemma in _WEAK or verb.strength in _NO_CLAIM):
        return False
    first = min(span.start for span in statement.content)
    return side.text[first : first + 3] != "to " or side.text[first : first + 8] == "to have "


def _told(pair: Comparison, statement: Statement) -> list[_Told]:
    """Find where a claim is told in the child, if enough of it is."""
    claim = _content(pair.parent, statement)
    kept: set[int] = set()
    words: dict[int, set[int]] = {}
    held: Counter[int] = Counter()
    for source, word in claim:
        for k in pair.retellings[source]:
            here = pair.aligned(k)
            if here.is_kept(word) and (said := here.told.get(word.start)):
                words.setdefault(k, set()).update(said)
                held[k] += 1
                kept.add(word.start)
    if len(kept) < _LEAST or len(kept) < _SHARE * len(claim):
        return []
    return [
        _Told(k, tuple(sorted(words[k]))) for k, n in sorted(held.items()) if n >= _PART * len(kept)
    ]


def _content(side: Side, statement: Statement) -> list[tuple[int, Word]]:
    """Return the words of what was said that carry meaning, with their sentences."""
    found = []
    for span in [*_lead(side, statement), *statement.content]:
        first = side.sentence_at(span.start)
        for index in range(first, side.sentence_at(max(span.start, span.end - 1)) + 1):
            found += [
                (index, word)
                for word in side.words(index)
                if span.start <= word.start < span.end and word.norm not in _EMPTY
            ]
    return found


def _lead(side: Side, statement: Statement) -> list[Span]:
    """Return the clause before "…, the director said: “…”", which is said too."""
    spans = [*(statement.cue.spans if statement.cue else ())]
    spans += statement.source.spans if statement.source else ()
    start = min(span.start for span in spans)
    if any(span.start < start for span in statement.content):
        return []
    sentence = side.prepared.sentences[side.sentence_at(start)]
    if statement.source is not None and statement.source.text in ("which", "who"):
        return []
    lead = Span(sentence.start, start)
    return [lead] if lead.of(side.text).rstrip().endswith(",") else []


def _attributed(pair: Comparison, statement: Statement, told: _Told) -> bool:
    """Tell whether the child still says whose words a claim is."""
    child = pair.child
    said = [span for one in child.statements for span in one.content]
    covered = sum(
        child.quoted(at, at + 1) or any(span.start <= at < span.end for span in said)
        for at in told.words
    )
    if covered >= _COVERED * len(told.words):
        return True
    if _posted(child, told.sentence):
        return True
    others = _other_speakers(pair, statement)
    for segment in _segments(child, told.sentence):
        holds = any(segment.start <= at < segment.end for at in told.words)
        words = {w.norm for w in child.words(told.sentence) if _in(w, segment)}
        if (holds or not others & words) and _marked(child, told, segment):
            return True
    return _still_there(pair, statement, told.sentence)


def _posted(side: Side, index: int) -> bool:
    """Tell whether a sentence belongs to a post that a page shows with its author: "(@name)"."""
    sentence = side.prepared.sentences[index]
    return _POST.search(side.text, sentence.start, sentence.end + _POST_REACH) is not None


def _segments(side: Side, index: int) -> list[Span]:
    """Cut a sentence where it turns to something else: "…, although by their account …"."""
    sentence = side.prepared.sentences[index].span
    text = side.sentence(index)
    cuts = [0, *(match.start() for match in _TURN.finditer(text)), len(text)]
    return [Span(sentence.start + a, sentence.start + b) for a, b in pairwise(cuts)]


def _marked(side: Side, told: _Told, segment: Span) -> bool:
    """Tell whether a part of a sentence says that it gives somebody's words."""
    if _VIEW.search(segment.of(side.text)):
        return True
    nouns = [w for w in side.plain_words[told.sentence] if w.norm in _SPEECH_NOUNS]
    if any(_in(w, segment) and w.start not in told.words for w in nouns):
        return True
    return any(
        segment.start <= span.start < segment.end
        and force not in _NO_CLAIM
        and _reports(side, span, lemma, told.words)
        for span, lemma, force in side.reporting[told.sentence]
    )


def _in(word: Word, segment: Span) -> bool:
    return segment.start <= word.start < segment.end


def _other_speakers(pair: Comparison, statement: Statement) -> frozenset[str]:
    """Return the names of those who speak in the same sentence of the parent, the speaker apart."""
    cue = statement.cue
    assert cue is not None
    here = pair.parent.sentence_at(cue.spans[0].start)
    others = [
        other
        for other in pair.parent.statements
        if other is not statement
        and other.cue is not None
        and pair.parent.sentence_at(other.cue.spans[0].start) == here
    ]
    names: set[str] = set()
    for other in others:
        names |= _names(other)
    return frozenset(names - _names(statement))


def _reports(side: Side, span: Span, lemma: str, claim: Sequence[int]) -> bool:
    """Tell whether a verb reports a claim and is no part of it, nor the one of "in writing"."""
    inside = any(span.start <= at < span.end for at in claim)
    on_paper = side.text[max(0, span.start - 3) : span.end] == "in writing"
    return lemma not in _NO_SPEECH and not inside and not on_paper


def _still_there(pair: Comparison, statement: Statement, index: int) -> bool:
    """Tell whether the speaker still stands in the sentence, doing what was said of others.

    Who says something of himself ("the union says it asked") and is then said to have done it has
    lost the attribution.
    """
    here = {word.norm for word in pair.child.words(index)}
    mine = _names(statement)
    written = {word.norm for word in _source_words(pair.parent, statement)}
    named = bool(mine & here) or bool(written & here & _PERSON)
    return named and (bool(written & _PERSON) or not _of_itself(pair.parent, statement))


def _of_itself(side: Side, statement: Statement) -> bool:
    """Tell whether a statement is about the speaker: by a pronoun, or "claims to have"."""
    if statement.cue is not None and statement.cue.text.endswith((" to have", " to be")):
        return True
    first = min(statement.content, key=lambda span: span.start, default=None)
    if first is None or side.quoted(first.start, first.start + 1):
        return False
    words = [w for w in side.words(side.sentence_at(first.start)) if w.start >= first.start]
    start = [w.norm for w in words[:3]]
    start = start[1:] if start[:1] == ["that"] else start
    return bool(_HERSELF.intersection(start[:1])) and not _WILL.intersection(start[1:2])


def _source_words(side: Side, statement: Statement) -> list[Word]:
    """Return the words of the source as written."""
    spans = statement.source.spans if statement.source else ()
    return [
        word
        for span in spans
        for word in side.words(side.sentence_at(span.start))
        if span.start <= word.start < span.end
    ]


def _names(statement: Statement) -> frozenset[str]:
    """Return the words by which a speaker may be known again."""
    source = statement.source.text.split(",")[0] if statement.source else ""
    written = f"{statement.speaker or ''} {source}"
    words = {word.strip(".’'\"”“()").casefold() for word in written.split()}
    words = {word.removesuffix("'s").removesuffix("’s") for word in words}
    return frozenset(w for w in words if len(w) > 2 and w not in FUNCTION_WORDS | _PERSON)


def _passage(side: Side, statement: Statement) -> Span:
    """Return the words that say who said it, and the first of what was said."""
    assert statement.cue is not None
    passage = _whole(statement.cue.spans)
    if statement.source is not None:
        source = _whole(statement.source.spans)
        gap = max(passage.start, source.start) - min(passage.end, source.end)
        passage = _whole((passage, source)) if gap <= _GAP else passage
    behind = [w for w in side.words(side.sentence_at(passage.start)) if w.start >= passage.end]
    for word in behind[:_FIRST]:
        if side.text[passage.end : word.start].strip(" '’"):
            break
        passage = Span(passage.start, word.end)
    return passage


def _whole(spans: Sequence[Span]) -> Span:
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def contested(side: Side, index: int) -> bool:
    """Tell whether a sentence lays something to somebody's charge, or denies something."""
    words = side.plain_words[index]
    return any(
        word.norm in NEGATIONS or _blames(word, behind)
        for word, behind in zip(words, (*words[1:], None), strict=False)
    )


def _blames(word: Word, behind: Word | None) -> bool:
    """Tell whether a word lays blame: "hid the files" does, "hid in a closet" does not."""
    following = behind.norm if behind else None
    if word.norm in _HIDING:
        return following is not None and following not in _WHERE
    return word.norm in _BLAME or (word.norm in _COVERING and following == "up")


def _severity(pair: Comparison, statement: Statement) -> Severity:
    """Say how much it matters that a claim became a fact: much if it is contested."""
    if _of_itself(pair.parent, statement):
        return "medium"
    claimed = statement.cue_kind in ("claimed", "denied", "disputed", "admitted", "warned")
    return "high" if claimed or _grave(pair.parent, statement) else "medium"


def _grave(side: Side, statement: Statement) -> bool:
    """Tell whether what was said lays blame."""
    for index, word in _content(side, statement):
        row = side.words(index)
        at = next(k for k, one in enumerate(row) if one.start == word.start)
        behind = row[at + 1] if at + 1 < len(row) else None
        if _blames(word, behind):
            return True
    return False
