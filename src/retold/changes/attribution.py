"""Who vouches for a claim: an outlet or a witness that fell off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold.changes.claims import claim_changes, contested
from retold.changes.comparison import Comparison, Side
from retold.changes.support import kept_share
from retold.types import Change, Name, Severity, Span

_THE = r"(?:the |a |an )?(?:[a-z][a-z-]{2,15} ){0,2}"
_BEFORE_OUTLET = re.compile(
    r"(?P<cue>(?:(?:has been |had been |was |were |is |are )?(?:first )?"
    r"(?:seen|printed|published|reported|carried|leaked|cited)|"
    r"(?<!was )(?<!were )(?<!been )(?<!originally )(?<!is )(?<!are )(?:obtained|read|reviewed|"
    r"viewed|examined|consulted|quoted|interviewed|reached|contacted))"
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
_SHOWN = re.compile(  # what somebody saw or holds that others have not
    r"\b(?:seen|obtained|leaked|reviewed|viewed|examined|consulted|read|learned|learnt|revealed)\b",
    re.IGNORECASE,
)
_HEARD = re.compile(
    r"(?:told|tells|telling|informed|spoke|speaking|said|interview|statement|message|confirmed)\b"
    r"|(?:quoted|interviewed|reached|contacted) ",
    re.IGNORECASE,
)
_REACH = 60
_LEAST, _MOST = 0.3, 0.5  # of a claim: what must be told of it to be one, and one that matters


def attribution_changes(pair: Comparison) -> Iterator[Change]:
    """Find claims whose source fell off, one change a sentence of the parent.

    Where both the claim became a fact and the outlet that heard it fell off, what weighs more.
    """
    told: dict[int, Change] = {}
    for change in (*source_changes(pair), *claim_changes(pair)):
        sentence = change.parent.sentence if change.parent else -1
        known = told.get(sentence)
        if known is None or (change.severity == "high" != known.severity and _meet(change, known)):
            told[sentence] = change
    yield from told.values()


def _meet(one: Change, other: Change) -> bool:
    """Tell whether two changes tell of one passage of the parent."""
    a, b = one.parent, other.parent
    return a is not None and b is not None and a.start < b.end and b.start < a.end


def source_changes(pair: Comparison) -> Iterator[Change]:
    """Find named outlets and witnesses of a claim that the retelling no longer names."""
    people = pair.parent.persons
    for index, retellings in enumerate(pair.retellings):
        if not retellings:
            continue
        for name in pair.parent.names[index]:
            span = _witness(pair.parent, name, people)
            if span is None or _named(pair, name, retellings):
                continue
            kept = kept_share(pair, index, retellings, pair.parent.place(span))
            if kept < _LEAST:
                continue
            grave = _is_grave(pair.parent, index, span.of(pair.parent.text))
            grade: Severity = "high" if grave and kept >= _MOST else "medium"
            reason = "The source of the claim is no longer named."
            yield pair.change("attribution", grade, span, None, reason)


def _is_grave(side: Side, index: int, witness: str) -> bool:
    """Tell whether it matters much who vouches: for what others have not seen, or for a charge.

    Whom somebody told it is a matter of credit: it is still he who vouches for it.
    """
    if _SHOWN.search(witness):
        return True
    return _HEARD.match(witness) is None and contested(side, index)


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
