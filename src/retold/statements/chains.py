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
from retold.statements.grammar import MODAL, PERSONAL, is_adverb, phrase_before
from retold.statements.kinds import may_be_cited, source_kind
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
        r"|put it to|appearing on|appeared on|said on|wrote in|writing in|published (?:by|in)"
        rf"|broadcast on|aired (?:on|by)) {_OUTLET}"
    ),
)
_CITING = re.compile(
    r"(?:^|[,(—–\s])(?:citing|quoting|attributing (?:it|this|the \w+) to) "
    r"(?P<name>[^,.;:\n“”\"()]{2,90})"
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
    cues = sorted(draft.cue for draft in found if draft.cue)
    for draft in found:
        linked = _linked(prepared, draft, cues)
        quoted = list(_quoted_by(prepared, linked, rows))
        if not any(_only_passes(linked, one) for one in quoted):
            made.append(linked)
        made += [*_taken_from(prepared, linked, found, cues), *quoted]
        made += _nested(prepared.text, linked, rows)
    return made


def _only_passes(draft: Draft, quoted: Draft) -> bool:
    """Tell whether the source of a draft is but the link of another: “was quoted by Reuters”."""
    source = draft.source
    same = quoted.content == draft.content
    return same and source is not None and any(link.overlaps(source) for link in quoted.chain)


def _linked(prepared: Prepared, draft: Draft, cues: Sequence[Span]) -> Draft:
    """Add those who are named beside a report as the ones through whom it came."""
    if draft.source is None or draft.cue is None:
        return draft
    links: list[Span] = []
    for span in _beside(prepared, draft):
        for pattern in _THROUGH:
            for match in pattern.finditer(prepared.text, span.start, span.end):
                name = _passed_on_by(prepared, draft, pattern, Span(*match.span("name")))
                if name is None or _gap(name, draft) > 2 * _CLOSE:
                    continue
                own = not _others(match.start(), draft.cue, cues)
                if own and not _parted(draft, name, cues):
                    links.append(name)
    distinct = [s for n, s in enumerate(links) if not any(s.overlaps(t) for t in links[:n])]
    return replace(draft, chain=tuple(sorted(distinct))) if distinct else draft


def _gap(name: Span, draft: Draft) -> int:
    """Return how far a name stands from the words that report."""
    words = [span for span in (draft.source, draft.cue) if span]
    return min(max(name.start - w.end, w.start - name.end, 0) for w in words)


def _others(at: int, own: Span, cues: Sequence[Span]) -> bool:
    """Tell whether a character lies in the cue of another report."""
    place = bisect_right(cues, at, key=lambda cue: cue.start) - 1
    return place >= 0 and cues[place] != own and at < cues[place].end


def _passed_on_by(
    prepared: Prepared, draft: Draft, pattern: re.Pattern[str], name: Span
) -> Span | None:
    """Return the outlet or platform that a name begins with, if it is one and not the article's."""
    text, source = prepared.text, draft.source
    name = _bare(text, name)
    if source is None or (name.overlaps(source) and not _within(name, source)):
        return None
    if pattern is _THROUGH[0]:
        return name
    own = prepared.article.outlet
    for part in _shorter(text, name):
        written = part.of(text)
        if own is not None and plain(written).casefold() == plain(own).casefold():
            return None
        if is_outlet(written) or re.match(_KIND, written):
            return part
    held = _HELD.search(text, max(0, name.start - 24), name.start)
    return name if held and _within(name, source) else None


_HELD = re.compile(r"\b(?:seen|obtained|reviewed|viewed|leaked) (?:by|to) $")


def _shorter(text: str, name: Span) -> Iterator[Span]:
    """Return a name and what is left when words behind it are none of it (“NPR Friday”)."""
    end = name.end
    while end > name.start:
        yield Span(name.start, end)
        space = text.rfind(" ", name.start, end)
        end = max(name.start, space)


def _parted(draft: Draft, span: Span, cues: Sequence[Span]) -> bool:
    """Tell whether another report begins between a report and some words beside it."""
    if draft.cue is None:
        return True
    low, high = sorted((draft.cue, span))
    at = bisect_right(cues, low.end, key=lambda cue: cue.start)
    return at < len(cues) and cues[at].start < high.start


def _bare(text: str, name: Span) -> Span:
    """Leave out what stands behind a name: a full stop, “'s Squawk Box”."""
    found = _POSSESSIVE.search(text, name.start, name.end)
    end = found.start() if found else name.end
    return Span(name.start, name.start + len(text[name.start : end].rstrip(".'’- ")))


_POSSESSIVE = re.compile(r"['’]s?(?: |$)")


def _within(inner: Span, outer: Span) -> bool:
    return outer.start < inner.start and inner.end <= outer.end


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


def _taken_from(
    prepared: Prepared, draft: Draft, found: Sequence[Draft], cues: Sequence[Span]
) -> Iterator[Draft]:
    """Read “Bloomberg reported, citing officials”: they are the source, Bloomberg is the link."""
    if draft.source is None or draft.cue is None:
        return
    if draft.cue.of(prepared.text).lower() in _CITES:
        yield from _cited(prepared, draft, found)
        return
    for span in _beside(prepared, draft):
        match = _CITING.search(prepared.text, max(span.start, draft.cue.end), span.end)
        if match is None:
            continue
        name = _cut(prepared.text, Span(*match.span("name")))
        near = 0 <= name.start - draft.cue.end <= _CLOSE
        if near and not _parted(draft, name, cues) and _is_somebody(prepared, name):
            yield replace(draft, source=name, chain=(draft.source, *draft.chain))
            return


_CITES = frozenset(("citing", "quoting", "cited", "cites"))
_CLOSE = 60


def _cited(prepared: Prepared, draft: Draft, found: Sequence[Draft]) -> Iterator[Draft]:
    """Read a report whose cue is “citing”: whom it cites, for what stands before or beside."""
    source, name = draft.source, _cut(prepared.text, draft.content[0])
    if source is None or not _is_somebody(prepared, name):
        return
    twins = [d for d in found if d is not draft and d.source == source]
    twins = [d for d in twins if d.sentence == draft.sentence]
    if twins:
        yield replace(twins[0], source=name, chain=(source, *draft.chain))
        return
    before = prepared.text[: source.start].rstrip()
    start = max(prepared.sentences[draft.sentence].start, source.start - _NEAR)
    if before.endswith(",") and start < len(before) - 1:
        said = (Span(start, len(before) - 1),)
        yield replace(draft, source=name, content=said, chain=(source, *draft.chain))


def _is_somebody(prepared: Prepared, span: Span) -> bool:
    return span.start < span.end and may_be_cited(plain_tokens(prepared.text, span))


def _quoted_by(prepared: Prepared, draft: Draft, rows: Sequence[Unit]) -> Iterator[Draft]:
    """Read “Reuters quoted an official as saying” and “was quoted by Reuters as saying”."""
    text, cue = prepared.text, draft.cue
    if cue is None:
        return
    start = max(prepared.sentences[draft.sentence].start, cue.start - _CLOSE)
    end = min(len(text), cue.end + _CLOSE)
    match = _QUOTED_AS.search(text, start, end) or _QUOTED.search(text, start, end)
    before = _subject(rows, match.start()) if match else None
    if match is None or before is None:
        return
    passive = match["by"] is not None
    name = Span(*match.span("by" if passive else "name"))
    link, source = (name, before) if passive else (before, name)
    parts = [Span(max(s.start, match.end()), s.end) for s in draft.content if s.end > match.end()]
    said = parts or [s for s in draft.content if s.end <= before.start]
    said = [s for s in said if s.start < s.end]
    if said and not name.overlaps(before):
        yield replace(draft, source=source, content=tuple(said), chain=(link,))


_BE_QUOTED = r"\b(?:was|were|is|are|been|being) (?:\w+ly )?(?:quoted|cited)"
_QUOTED = re.compile(
    rf"(?:{_BE_QUOTED} (?:by|in) (?P<by>[^.,;:\n“”\"()]{{2,60}}?)"
    r"|\b(?:quote[sd]?|quoting|cite[sd]?) (?P<name>[^.;:\n“”\"()]{2,80}?)),?"
    r" ?(?:\bas (?:saying|having said|telling|claiming)(?: \w+day)?[ ,:]*"
    r"|\bon [^.;:\n“”\"()]{2,60}: ?(?=[“\"‘'])|: ?(?=[“\"‘']))"
)
_QUOTED_AS = re.compile(
    rf"{_BE_QUOTED} as saying (?:by|in)"
    r" (?P<by>(?:the )?[A-Z][\w’'-]{0,30}(?: [A-Z][\w’'-]{0,30}){0,4})"
)


def _subject(rows: Sequence[Unit], at: int) -> Span | None:
    """Return the noun phrase right before a verb."""
    row = bisect_right(rows, at, key=lambda row: row.tokens[0].start) - 1
    tokens = rows[row].tokens if row >= 0 else ()
    end = next((n for n, token in enumerate(tokens) if token.start >= at), 0)
    while end and (is_adverb(tokens[end - 1]) or tokens[end - 1].low in {"has", "had"}):
        end -= 1
    found = phrase_before(tokens, end, 0)
    return _span(tokens, found) if found else None


def _cut(text: str, span: Span) -> Span:
    found = _ENDS.search(text, span.start, span.end)
    end = found.start() if found else span.end
    return Span(span.start, span.start + len(text[span.start : end].rstrip()))


def _nested(text: str, draft: Draft, rows: Sequence[Unit], depth: int = 1) -> Iterator[Draft]:
    """Read the reports inside what was said in plain words."""
    if depth >= _DEPTH or draft.source is None:
        return
    for part in draft.content:
        for inner in _reports_in(text, part, rows, draft):
            yield inner
            yield from _nested(text, inner, rows, depth + 1)


def _reports_in(text: str, part: Span, rows: Sequence[Unit], outer: Draft) -> Iterator[Draft]:
    place = bisect_right(rows, part.start, key=lambda row: row.tokens[0].start) - 1
    if place < 0:
        return
    row = rows[place]
    tokens = [t for t in row.tokens if part.start <= t.start and t.end <= part.end]
    if tokens and tokens[0].low == "that":
        tokens = tokens[1:]
    by_outlet = outer.source is not None and is_outlet(outer.source.of(text))
    for report in reports(tokens):
        if report.source is None or not _is_hearsay(tokens, report, by_outlet):
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


def _is_hearsay(tokens: Sequence[Token], report: Report, by_outlet: bool) -> bool:  # noqa: FBT001 (private, named at its one call)
    """Tell a report of somebody else's words from one of the speaker's own, or of a mind."""
    start, end = report.source or (0, 0)
    pronoun = end - start == 1 and tokens[start].low in _SELF
    if end == start or (pronoun and not by_outlet):
        return False
    words = tokens[report.cue.start : report.cue.end]
    if any(t.low in _OPEN or t.low.endswith(("n't", "n’t")) for t in words):
        return False
    named = source_kind(tokens[start:end], person=False)
    said = report.cue.lemma in _PASSES or report.cue.form == "according"
    return said and (pronoun or named is not None)


def _span(tokens: Sequence[Token], part: tuple[int, int]) -> Span:
    start, end = part
    while end - 1 > start and tokens[end - 1].text == ",":
        end -= 1
    return Span(tokens[start].start, tokens[end - 1].end)
