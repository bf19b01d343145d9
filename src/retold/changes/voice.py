"""Reporting verbs: the same words, put into someone's mouth with another force."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from retold.changes.comparison import Comparison, Side
from retold.language.wordsets import word_set
from retold.types import Change, Severity, Span

_FORCES = ("neutral", "claim", "strong", "factive", "admission", "denial")
_NO_SPEECH = word_set("find show know learn determine suggest discuss explain call describe")

_OPEN = frozenset({"claim", "denial"})
_TAKEN = frozenset({"factive", "admission"})


class _Verb(NamedTuple):
    """A reporting verb in the text."""

    span: Span
    lemma: str
    force: str


def voice_changes(pair: Comparison) -> Iterator[Change]:
    """Find statements that the child reports with a verb of another force."""
    told: set[Span] = set()
    for index, sources in enumerate(pair.sources):
        theirs = [verb for k in sources for verb in _verbs(pair.parent, k)]
        forces = {verb.force for verb in theirs}
        for verb in _verbs(pair.child, index):
            if verb.force in forces or not theirs:
                continue
            before = next((v for v in theirs if v.force == "neutral"), theirs[0])
            if before.span in told:
                continue
            told.add(before.span)
            yield pair.change(
                "voice",
                _severity(before.force, verb.force),
                before.span,
                verb.span,
                f"The verb that reports the words is {_CALLED[verb.force]}, "
                f"where the source has {_CALLED[before.force]}.",
            )


def _severity(before: str, after: str) -> Severity:
    """Say how much another verb matters: much where it makes a fact or a confession of it."""
    if after == "admission" and before == "denial":
        return "high"
    return "medium" if before in _OPEN and after in _TAKEN else "minor"


_CALLED = {
    "neutral": "a neutral one",
    "claim": "one that keeps a distance",
    "strong": "one that insists",
    "factive": "one that takes the words for true",
    "admission": "one of admission",
    "denial": "one of denial",
}


def _verbs(side: Side, index: int) -> list[_Verb]:
    """Return the reporting verbs of a sentence outside quotation marks."""
    found = []
    for span, lemma, force in side.reporting[index]:
        spoken = force in _FORCES and lemma not in _NO_SPEECH
        if spoken and not side.quoted(span.start, span.end):
            found.append(_Verb(_with_auxiliary(side, index, span), lemma, force))
    return found


def _with_auxiliary(side: Side, index: int, span: Span) -> Span:
    """Take ``has`` in front of a verb in."""
    before = [word for word in side.words(index) if word.end <= span.start]
    if before and before[-1].norm in {"has", "have", "had"}:
        return Span(before[-1].start, span.end)
    return span
