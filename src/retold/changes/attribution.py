"""Who vouches for a claim: a source that fell off, and another reporting verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold.changes.comparison import Comparison, Side
from retold.language.wordsets import word_set
from retold.statements.lexicon import NOUN_FORMS, PRONOUNS
from retold.types import Change, Name, Span

_THE = r"(?:the |a |an )?(?:[a-z][a-z-]{2,15} ){0,2}"
_BEFORE_OUTLET = re.compile(
    r"(?P<cue>(?:has been |had been |was |were |is |are )?"
    r"(?:seen|obtained|read|reviewed|viewed|printed|published|reported|examined|consulted|"
    r"carried|leaked|cited|quoted|interviewed|reached|contacted)"
    r"(?: first| exclusively)? (?:by|in|to) " + _THE + r")\Z",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?P<cue>(?:told|tells|telling|informed|speaking to|spoke to|said to|interview with|"
    r"statement to|message to|confirmed to|citing) " + _THE + r")\Z",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"(?P<cue>(?:according to|quoted by|as per) " + _THE + r")\Z", re.IGNORECASE
)
_BEHIND_OUTLET = re.compile(
    r"(?:,? (?:has |had |first |then )?(?:seen|obtained|learned|learnt|reported|reports|revealed|"
    r"read|understands|cited|indicated|wrote)"
    r"| (?:reached|asked|interviewed|contacted|visited))\b"
)
_PEOPLE = re.compile(r"(?:an|ese|ish|i)\Z")  # "told Iranian reporters" names no outlet
_NOUN = re.compile(r" [a-z]{4,}")
_REACH = 60


def attribution_changes(pair: Comparison) -> Iterator[Change]:
    """Find claims whose source fell off, one change a sentence of the parent."""
    told: set[int] = set()
    for change in (*source_changes(pair), *claim_changes(pair)):
        sentence = change.parent.sentence if change.parent else -1
        if sentence not in told:
            yield change
        told.add(sentence)


def source_changes(pair: Comparison) -> Iterator[Change]:
    """Find named outlets and witnesses of a claim that the retelling no longer names."""
    people = _people(pair.parent)
    for index, retellings in enumerate(pair.retellings):
        if not retellings:
            continue
        for name in pair.parent.names[index]:
            span = _witness(pair.parent, name, people)
            if span is None or _named(pair, name, retellings):
                continue
            yield pair.change(
                "attribution", "high", span, None, "The source of the claim is no longer named."
            )


def _people(side: Side) -> frozenset[str]:
    """Return the keys of names that look like persons'."""
    return frozenset(
        name.key
        for name in side.prepared.names
        if " " in side.text[name.start : name.end] and " " not in name.key
    )


def _witness(side: Side, name: Name, people: frozenset[str]) -> Span | None:
    """Return the passage that makes a name the witness of a claim, if one does."""
    sentence = side.prepared.sentences[side.sentence_at(name.start)]
    low = max(sentence.start, name.start - _REACH)
    lead = side.text[low : name.start]
    trail = side.text[name.end : min(sentence.end, name.end + _REACH)]
    if _PEOPLE.search(side.text[name.start : name.end]) and _NOUN.match(trail):
        return None
    patterns = [_BEFORE_OUTLET] if name.key in people else [_BEFORE_OUTLET, _TOLD]
    for pattern in patterns:
        match = pattern.search(lead)
        if match:
            return Span(low + match.start("cue"), name.end)
    behind = _BEHIND_OUTLET.match(trail)
    if behind and name.key not in people and not side.quoted(name.start, name.end):
        return Span(name.start, name.end + behind.end())
    return None


def _named(pair: Comparison, name: Name, retellings: tuple[int, ...]) -> bool:
    """Tell whether a name stands in or beside the sentences that retell its own."""
    wanted = {w for w in _name_words(pair.parent, name) if len(w) > 2}
    last = len(pair.child.prepared.sentences) - 1
    near = {n for k in retellings for n in (k - 1, k, k + 1) if 0 <= n <= last}
    for k in near:
        here = {word.norm for word in pair.child.words(k)}
        if wanted and len(wanted & here) * 2 > len(wanted):
            return True
    return False


def _name_words(side: Side, name: Name) -> list[str]:
    words = side.words(side.sentence_at(name.start))
    return [w.norm for w in words if name.start <= w.start < name.end]


_SAYING = word_set(
    "say tell state add write note report announce claim allege argue contend maintain assert "
    "insist stress emphasise emphasize warn confirm reveal disclose admit acknowledge concede "
    "believe think reply answer testify estimate deny indicate declare explain"
)
_WEAK = word_set(
    "find show know learn feel want hope recall discover determine agree plan offer hold term "
    "label fear wish intend propose call discuss continue read text post face"
)
_SPEECH_NOUNS = word_set(
    "statement claim report comment remark testimony warning allegation announcement account"
)
_NOBODY = word_set("nobody none no neither never not")
_BE = word_set("be been being was were is are will would can could may might to")
_PASSIVE = word_set("be been being was were is are a an the both all these those")
_VIEW = re.compile(
    r"\b(?:according to|in (?:the |his |her |their |its )?(?:[\w'’-]+ ){0,4}"
    r"(?:view|words|opinion|telling|account|eyes|estimate|assessment|reckoning|judgement|version|"
    r"phrase)|by (?:[\w'’-]+ ){1,4}(?:count|account|reckoning|estimate|calculation)|"
    r"to be believed|from the perspective|quoted|attributed|version|said to|reportedly|allegedly|"
    r"alleged|supposedly|apparently|emerged|in a statement|puts? (?:it|the|its|at))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|they|his|her)\b", re.IGNORECASE)


def claim_changes(pair: Comparison) -> Iterator[Change]:
    """Find claims that the parent reports as someone's words and the child states itself."""
    for index, retellings in enumerate(pair.retellings):
        cue = _cue(pair.parent, index)
        if not retellings or cue is None:
            continue
        if any(_attributed(pair.child, k) for k in retellings):
            continue
        yield pair.change(
            "attribution", "medium", cue, None, "What the source reports as said is stated as fact."
        )


def _cue(side: Side, index: int) -> Span | None:
    """Return the words by which a sentence reports what someone said, if it does."""
    sentence = side.prepared.sentences[index]
    text = side.sentence(index)
    for span, lemma, _ in side.reporting[index]:
        outside = not side.quoted(span.start, span.end)
        if (
            lemma in _SAYING
            and outside
            and not _on_paper(side, span)
            and _is_active(side, index, span.start)
        ):
            return _with_subject(side, index, span)
    according = re.search(r"\baccording to [^,.;]{2,60}", text, re.IGNORECASE)
    if according:
        return Span(sentence.start + according.start(), sentence.start + according.end())
    return None


def _on_paper(side: Side, span: Span) -> bool:
    """Tell whether a verb is the ``writing`` of ``in writing``."""
    return side.text[max(0, span.start - 3) : span.end] == "in writing"


def _is_active(side: Side, index: int, start: int) -> bool:
    """Tell whether somebody, and not nobody, does the reporting of a verb."""
    before = [word for word in side.words(index) if word.end <= start]
    norms = [word.norm for word in before]
    if not norms or _PASSIVE & set(norms[-2:]) & _BE or norms[-1] in _PASSIVE:
        return False
    verb = next(word.norm for word in side.words(index) if word.end > start)
    if verb in NOUN_FORMS and len(before) == 1:  # "Earlier reports", "Both states"
        return norms[0] in PRONOUNS or any(n.start == before[0].start for n in side.names[index])
    return not _NOBODY & set(norms[-4:])


def _with_subject(side: Side, index: int, cue: Span) -> Span:
    """Take the subject in front of a verb in, and a few words of what is said."""
    words = side.words(index)
    first = next(k for k, word in enumerate(words) if word.end > cue.start)
    last = max(k for k, word in enumerate(words) if word.start < cue.end)
    left = first
    while left > 0 and first - left < 3:
        between = side.text[words[left - 1].end : words[left].start]
        if between.strip(" '’"):
            break
        left -= 1
    right = last
    while right + 1 < len(words) and right - last < 3:
        if side.text[words[right].end : words[right + 1].start].strip(" '’"):
            break
        right += 1
    return Span(words[left].start, words[right].end)


def _attributed(side: Side, index: int) -> bool:
    """Tell whether a sentence says whose words it gives."""
    text = side.sentence(index)
    if side.quotation_numbers(index) or _VIEW.search(text) or _PRONOUN.search(text):
        return True
    for span, lemma, _ in side.reporting[index]:
        if lemma not in _WEAK and not _on_paper(side, span):
            return True
    return any(word.norm in _SPEECH_NOUNS for word in side.words(index))
