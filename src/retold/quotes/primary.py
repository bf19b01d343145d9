"""Official transcripts: what was really said, against which every quotation is held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retold.quotes.folding import tokens
from retold.quotes.forms import Verdict, judge
from retold.quotes.sayings import Saying, Speech
from retold.types import Place, Prepared, Span

_CHUNK = 500
"""Words of a transcript that are one passage; a paragraph is cut between sentences."""


@dataclass(frozen=True)
class Records:
    """The transcripts of a run, none in most."""

    speeches: tuple[Speech, ...] = ()

    def verdict(self, said: Saying, mine: Speech) -> Verdict | None:
        """Hold a quotation against the transcripts; ``None`` if none has it."""
        found = [(judge(said, mine, record), record) for record in self.speeches]
        known = [(verdict, record) for verdict, record in found if verdict.form != "invented"]
        if not known:
            return None
        verdict, record = max(known, key=lambda row: row[0].rank)
        if verdict.form == "trimmed" and _whole_sentences(said, verdict.source, record.prepared):
            verdict = replace(verdict, form="complete")
        return replace(verdict, official=True)

    def place(self, members: Sequence[Saying]) -> Place | None:
        """Return where the transcripts have an utterance: as the fullest rendering gives it."""
        best: tuple[float, int] | None = None
        found: Place | None = None
        for said in members:
            for record in self.speeches:
                verdict = judge(said, record, record)
                if verdict.form == "invented" or verdict.source is None:
                    continue
                rank = (verdict.kept * said.quoted, len(said.words))
                if best is None or rank > best:
                    best, found = rank, _place(record.prepared, verdict.source)
        return found


def _whole_sentences(said: Saying, source: Span | None, record: Prepared) -> bool:
    """Tell whether a quotation gives sentences of the transcript from their start to their end."""
    if source is None or any(word.gap for word in said.words):
        return False
    touched = [s for s in record.sentences if s.start < source.end and source.start < s.end]
    if not touched:
        return False
    before = record.text[touched[0].start : source.start]
    after = record.text[source.end : touched[-1].end]
    return _NOTHING.fullmatch(before) is not None and not _A_WORD.search(after)


_NOTHING = re.compile(r"(?:[^.!?…\n]{0,80}:)?\W*")
_A_WORD = re.compile(r"\w")


def transcript(prepared: Prepared) -> Speech:
    """Take a whole text for what was said: marks or none, every word of it was spoken."""
    passages: list[Saying] = []
    for sentence in prepared.sentences:
        words = tokens(prepared.text, sentence.start, sentence.end)
        if not words:
            continue
        last = passages[-1] if passages else None
        number = sentence.index
        same = last is not None and (
            prepared.sentences[last.sentences.start].paragraph == sentence.paragraph
        )
        if last is not None and same and len(last.words) + len(words) <= _CHUNK:
            passages[-1] = replace(
                last,
                span=Span(last.span.start, sentence.end),
                words=last.words + words,
                sentences=range(last.sentences.start, number + 1),
            )
        else:
            numbers = range(number, number + 1)
            passages.append(Saying(prepared.id, sentence.span, words, True, numbers))
    return Speech(prepared, tuple(passages), ())


def _place(prepared: Prepared, span: Span) -> Place:
    at = next((s.index for s in prepared.sentences if s.end > span.start), 0)
    return Place(prepared.id, at, span.start, span.end)
