"""Hearsay: those through whom words came before they reached the article.

Three shapes are read. A report may stand inside another (“Bloomberg reported that officials had
told ministers that …”), or be taken from somebody (“Bloomberg reported, citing officials, that
…”): both give a further statement, whose source is the inner one. Or the words came through
somebody who is named beside the report (“told Reuters”, “in a post on X”, “a memo seen by the
Ledger”, “was quoted by AFP as saying”): then the statement itself gets the link.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retold.language.wordsets import word_set
from retold.statements.clauses import Report, reports
from retold.statements.extraction import Draft, quoted_in
from retold.statements.grammar import MODAL, PERSONAL
from retold.statements.kinds import source_kind
from retold.statements.outlets import is_outlet, plain
from retold.statements.tokens import Token, Unit, plain_tokens
from retold.types import Prepared, Span

_DEPTH = 3
"""Reports inside one another; more is nobody's sentence."""
_NEAR = 400
"""Characters around a report in which a link may be named."""
_NAME = (
    r"(?:[Tt]he )?[A-Z0-9][\w&’'.-]{0,40}"
    r"(?: (?:(?:of|de|da|del|della|for|the) )?[A-Z0-9][\w&’'.-]{0,40}){0,5}"
)
_KIND = (
    r"(?:(?:the|a) )?(?:[\w-]{1,20} ){0,2}?"
    r"(?:newspaper|broadcaster|agency|outlet|magazine|station|weekly|daily|website|channel) "
)
_OUTLET = rf"(?P<name>(?:{_KIND})?{_NAME})"
_PLATFORM = (
    r"(?P<name>(?:the )?(?:social media |social network |messaging )?"
    r"(?:(?:platform|site|app|service|channel|network) )?"
    r"(?:X|Twitter|Facebook|Instagram|Truth Social|Telegram|TikTok|YouTube|Weibo|LinkedIn|Reddit"
    r"|Threads|Bluesky|Snapchat|WhatsApp|Tumblr|Medium|Vkontakte|VK|Periscope|social media))\b"
)
_POST = (
    r"\b(?:(?:post|posts|posted|statement|message|video|tweet|note|comment|wrote|writing|said|live"
    r"|messages|announcement|announced|update|thread|remarks)(?: \w+){0,3}?)"
)
_THROUGH = (
    re.compile(rf"{_POST} (?:on|to|via|through) {_PLATFORM}"),
    re.compile(
        r"\b(?:[Tt]old|[Tt]elling|spoke (?:to|with)|spoken to|[Ss]peaking (?:to|with|on)|seen by"
        r"|obtained by|reviewed by|leaked to|shared with|provided to|given to|viewed by|read by"
        r"|(?:quoted|cited) (?:by|in)|interviewed by|made available to|sent to|confirmed to"
        r"|(?:interviews?|appearance|comments?|remarks|statement|e-?mail|letter|message|op-ed"
        r"|article|column|interview given) (?:with|on|in|to|for|published in|published by)"
        r"|appearing on|appeared on|said on|wrote in|writing in|published (?:by|in)|broadcast on"
        rf"|aired (?:on|by)) {_OUTLET}"
    ),
)
_CITING = re.compile(
    r"(?:^|[,(—–\s])(?:citing|quoting|attributing (?:it|this|the \w+) to) "
    r"(?P<name>[^,.;:\n“”\"()]{2,90})"
)
_QUOTED = re.compile(
    r"\b(?:quoted|quotes|quoting|cited|cites|citing) (?P<name>[^.;:\n“”\"()]{2,80}?),? as "
    r"(?:saying|having said|telling)\b"
)
_ENDS = re.compile(r"(?:,| that| as (?:saying|having)| which| who said| — | – )")
_PASSES = word_set(
    """say tell report announce write state claim allege argue contend maintain assert warn assure
    insist stress declare admit acknowledge concede confess deny reject confirm reveal disclose
    suggest testify inform notify brief explain add note complain demand promise vow pledge threaten
    predict estimate order urge ask"""
)
"""Verbs whose content passes on what somebody put in words."""
_OPEN = MODAL | {"not", "never", "n't", "to"}
_SELF = PERSONAL | {"who", "which", "that", "one"}


def chained(prepared: Prepared, found: Sequence[Draft], rows: Sequence[Unit]) -> list[Draft]:
    """Return drafts with their links, and further ones for the reports inside reports.

    Args:
        prepared: The article.
        found: What was said in it, in order.
        rows: Its sentences.
    """
    made: list[Draft] = []
    for draft in found:
        linked = _linked(prepared, draft)
        made += [linked, *_taken_from(prepared, linked), *_nested(linked, rows)]
    return made


def _linked(prepared: Prepared, draft: Draft) -> Draft:
    """Add those who are named beside a report as the ones through whom it came."""
    if draft.source is None or draft.cue is None:
        return draft
    links: list[Span] = []
    for span in _beside(prepared, draft):
        for pattern in _THROUGH:
            for match in pattern.finditer(prepared.text, span.start, span.end):
                name = _bare(prepared.text, Span(*match.span("name")))
                own = name.overlaps(draft.source) and not _within(name, draft.source)
                if not own and name != draft.source and _passes_on(prepared, name, pattern):
                    links.append(name)
    distinct = [s for n, s in enumerate(links) if not any(s.overlaps(t) for t in links[:n])]
    return replace(draft, chain=tuple(sorted(distinct))) if distinct else draft


def _bare(text: str, name: Span) -> Span:
    """Leave out what stands behind a name: a full stop, “'s Squawk Box”."""
    found = _POSSESSIVE.search(text, name.start, name.end)
    end = found.start() if found else name.end
    return Span(name.start, name.start + len(text[name.start : end].rstrip(".'’- ")))


_POSSESSIVE = re.compile(r"['’]s?(?: |$)")


def _within(inner: Span, outer: Span) -> bool:
    return outer.start < inner.start and inner.end <= outer.end


def _passes_on(prepared: Prepared, name: Span, pattern: re.Pattern[str]) -> bool:
    """Tell an outlet other than the article's own; platforms are what their pattern names."""
    if pattern is _THROUGH[0]:
        return True
    written = name.of(prepared.text)
    own = prepared.article.outlet
    if own is not None and plain(written).casefold() == plain(own).casefold():
        return False
    return is_outlet(written) or re.match(_KIND, written) is not None or is_outlet(_last(written))


def _last(name: str) -> str:
    return re.sub(r"['’]s.*$", "", name)


def _beside(prepared: Prepared, draft: Draft) -> Iterator[Span]:
    """Return what of a report's sentence is neither said nor quoted, source and cue included."""
    at = draft.cue or draft.source
    assert at is not None
    place = bisect_right(prepared.sentences, at.start, key=lambda one: one.start) - 1
    whole = prepared.sentences[max(0, place)].span
    words = [s for s in (draft.source, draft.cue) if s and abs(s.start - at.start) < _NEAR]
    start = min(max(whole.start, at.start - _NEAR), *(s.start for s in words))
    end = max(min(whole.end, at.end + _NEAR), *(s.end for s in words))
    quoted = (Span(mark.start, mark.end) for mark in quoted_in(prepared, Span(start, end)))
    taken = sorted([*draft.content, *quoted])
    for span in taken:
        if span.end <= start or span.start >= end:
            continue
        if start < span.start:
            yield Span(start, span.start)
        start = max(start, span.end)
    if start < end:
        yield Span(start, end)


def _taken_from(prepared: Prepared, draft: Draft) -> Iterator[Draft]:
    """Read “citing officials” and “quoted officials as saying” beside a report."""
    if draft.source is None or draft.cue is None:
        return
    for span in _beside(prepared, draft):
        for pattern in (_QUOTED, _CITING):
            match = pattern.search(prepared.text, span.start, span.end)
            if match is None:
                continue
            name = _cut(prepared.text, Span(*match.span("name")))
            known = name.start < name.end and not name.overlaps(draft.source)
            if known and source_kind(plain_tokens(prepared.text, name), person=False):
                yield replace(draft, source=name, chain=(draft.source, *draft.chain))
                return


def _cut(text: str, span: Span) -> Span:
    found = _ENDS.search(text, span.start, span.end)
    end = found.start() if found else span.end
    return Span(span.start, span.start + len(text[span.start : end].rstrip()))


def _nested(draft: Draft, rows: Sequence[Unit], depth: int = 1) -> Iterator[Draft]:
    """Read the reports inside what was said in plain words."""
    if depth >= _DEPTH or draft.source is None:
        return
    for part in draft.content:
        for inner in _reports_in(part, rows, draft):
            yield inner
            yield from _nested(inner, rows, depth + 1)


def _reports_in(part: Span, rows: Sequence[Unit], outer: Draft) -> Iterator[Draft]:
    place = bisect_right(rows, part.start, key=lambda row: row.tokens[0].start) - 1
    if place < 0:
        return
    row = rows[place]
    tokens = [t for t in row.tokens if part.start <= t.start and t.end <= part.end]
    if tokens and tokens[0].low == "that":
        tokens = tokens[1:]
    for report in reports(tokens):
        if report.source is None or not _is_hearsay(tokens, report):
            continue
        content = tuple(_span(tokens, r) for r in report.content)
        yield Draft(
            row.sentence,
            row.paragraph,
            _span(tokens, report.source),
            _span(tokens, (report.cue.start, report.cue.end)),
            content,
            report.cue.lemma,
            (*outer.chain, outer.source) if outer.source else (),
        )


def _is_hearsay(tokens: Sequence[Token], report: Report) -> bool:
    """Tell a report of somebody else's words from one of the speaker's own, or of a mind."""
    start, end = report.source or (0, 0)
    if end == start or (end - start == 1 and tokens[start].low in _SELF):
        return False
    words = tokens[report.cue.start : report.cue.end]
    if any(t.low in _OPEN or t.low.endswith(("n't", "n’t")) for t in words):
        return False
    named = source_kind(tokens[start:end], person=False)
    said = report.cue.lemma in _PASSES or report.cue.form == "according"
    return said and named is not None


def _span(tokens: Sequence[Token], part: tuple[int, int]) -> Span:
    start, end = part
    while end - 1 > start and tokens[end - 1].text == ",":
        end -= 1
    return Span(tokens[start].start, tokens[end - 1].end)
