"""Who said what in an article."""

from __future__ import annotations

import warnings

from retold.settings import By
from retold.statements.chains import chained
from retold.statements.extraction import Draft, drafts, kind_of
from retold.statements.kinds import cue_kind, is_unnamed
from retold.statements.layout import laid_out, overlaid
from retold.statements.papers import with_papers
from retold.statements.silences import with_silences
from retold.statements.speakers import Resolver, resolver
from retold.statements.tag_quotes import holds_whole
from retold.statements.tagger import present, tagged
from retold.statements.tokens import units
from retold.statements.unnamed import unnamed_why
from retold.types import Passage, Prepared, Span, Statement


def statements(prepared: Prepared, *, by: By = "rules") -> tuple[Statement, ...]:
    """Return the direct, mixed and indirect speech of an article with its speakers.

    Spans count in the article's text. Content follows PolNeAR: with its quotation marks and a
    leading “that”, and in several passages where the reporting words interrupt it.

    Args:
        prepared: The article.
        by: What finds source, cue and content: written rules, or the trained tagger. Whom the
            words of a source mean is settled by the same rules for both. Where the tagger is
            not installed, rules do its work, with a warning.
    """
    rows = units(prepared)
    by_rule = drafts(prepared, rows)
    found = tagged(prepared, rows, by_rule) if _tags(by) else by_rule
    found = with_silences(overlaid(found, laid_out(prepared, rows)), rows)
    found = with_papers(found, rows)
    found = chained(prepared, found, rows, by_rule)
    known = resolver(prepared.text, rows, found)
    return tuple(_statement(prepared, draft, known) for draft in found)


def _tags(by: By) -> bool:
    if by == "rules" or present():
        return by == "tagger"
    warnings.warn(f"{NO_TAGGER}.", RuntimeWarning, stacklevel=3)
    return False


NO_TAGGER = "the tagger is not installed, so rules find who said what"
"""What people are told where the model's files are missing."""


def _statement(prepared: Prepared, draft: Draft, known: Resolver) -> Statement:
    text = prepared.text
    speech = kind_of(prepared, draft.content)
    if draft.source is None and speech == "direct" and holds_whole(prepared, draft.content[0]):
        speaker, role, kind = known.unsourced(draft.content[0])
    else:
        speaker, role, kind = known.resolve(draft)
    unnamed = draft.source if is_unnamed(kind) else None
    cue = draft.cue.of(text) if draft.cue else None
    return Statement(
        article=prepared.id,
        kind=speech,
        source=_passage(text, draft.source),
        speaker=speaker,
        role=role,
        cue=_passage(text, draft.cue),
        content=draft.content,
        source_kind=kind,
        unnamed_why=unnamed_why(prepared, unnamed, draft.content) if unnamed else None,
        cue_kind=cue_kind(cue, draft.content[0].of(text)[:_COMMENT]),
        chain=tuple(Passage(span.of(text), (span,)) for span in draft.chain),
    )


_COMMENT = 80
"""Characters of content in which “to comment” may stand behind its cue."""


def _passage(text: str, span: Span | None) -> Passage | None:
    return Passage(span.of(text), (span,)) if span else None
