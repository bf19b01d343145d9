"""Why an article does not name a source: its own words for it."""

from __future__ import annotations

import re
from bisect import bisect_right

from retold.types import Passage, Prepared, Span

_NEAR = 400
"""Characters behind a source in which the reason may stand, to the end of its paragraph."""
_REASON = re.compile(
    r"\b(?:"
    r"(?:spoke|speaking|talked|speak|told \w+)(?: to \w+)? (?:only )?(?:on|under) (?:the )?"
    r"(?:condition|promise|guarantee|cover) of anonymity\b(?P<a>[^.;\n]{0,200})"
    r"|(?:on|under) (?:the )?condition (?:of anonymity|(?:that )?(?:he|she|they)[^.;\n]{0,30}"
    r"not be (?:named|identified))\b(?P<b>[^.;\n]{0,200})"
    r"|(?:who |and )?(?:asked|requested|declined|refused|did not want|didn['’]t want|preferred"
    r"|wished|insisted|wanted)(?: for| to| that| on| his| her| their)*"
    r"(?: (?:not )?(?:to )?(?:be )?(?:named|identified)| not to be (?:named|identified)"
    r"| remain(?:ing)? (?:anonymous|unnamed)| anonymity| anonymous| names? (?:be )?withheld)"
    r"(?P<c>[^.;\n]{0,200})"
    r"|(?:was|were|is|are)(?: not|n['’]t) (?:authori[sz]ed|allowed|permitted|cleared)"
    r" to (?:speak|talk|discuss|comment|brief|be)(?P<d>[^.;\n]{0,160})"
    r"|(?:was|were|is|are) granted anonymity(?P<e>[^.;\n]{0,200})"
    r"|for fear of (?P<f>[^.;\n]{0,120})"
    r")",
    re.IGNORECASE,
)
_CUT = re.compile(r"[,”\"]? (?:said|says|told|added)\b|[”\"]|, (?:and|but) (?:he|she|they|it)\b")


def unnamed_why(prepared: Prepared, source: Span, content: tuple[Span, ...]) -> Passage | None:
    """Return the words in which an article says why a source has no name, if it does.

    They stand behind the source or within it, outside what was said.
    """
    text = prepared.text
    end = _end_of_paragraph(prepared, source.end)
    for match in _REASON.finditer(text, source.start, min(end, source.end + _NEAR)):
        span = _cut(text, Span(*match.span()))
        if not any(span.overlaps(part) for part in content):
            return Passage(span.of(text), (span,))
    return None


def _cut(text: str, span: Span) -> Span:
    found = _CUT.search(text, span.start + 1, span.end)
    end = found.start() if found else span.end
    return Span(span.start, span.start + len(text[span.start : end].rstrip(" ,—–-")))


def _end_of_paragraph(prepared: Prepared, at: int) -> int:
    sentences = prepared.sentences
    place = max(0, bisect_right(sentences, at, key=lambda one: one.start) - 1)
    last = place
    while last + 1 < len(sentences) and sentences[last + 1].paragraph == sentences[place].paragraph:
        last += 1
    return sentences[last].end
