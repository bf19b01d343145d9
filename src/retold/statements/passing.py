"""Through whom words came, where somebody is named beside the report.

“Told Reuters”, “in a post on X”, “a memo seen by the Ledger”, “said, according to the Ledger”: the
report itself gets the link.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retold.statements.extraction import Draft, quoted_in
from retold.statements.outlets import is_outlet, plain
from retold.types import Prepared, Span

"""Reports inside one another; more is nobody's sentence."""
NEAR = 400
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
        r"\b(?:[Tt]old|[Tt]elling|spoke (?:to|with)|spoken to|[Ss]peaking (?:to|with|on)"
        r"|(?:seen|obtained|reviewed|viewed|read)(?: [\w’'-]{1,20}){0,3} by"
        r"|leaked to|shared with|provided to|given to"
        r"|(?:quoted|cited) (?:by|in)|interviewed by|made available to|sent to|confirmed to"
        r"|(?:interviews?|appearance|comments?|remarks|statement|e-?mail|letter|message|op-ed"
        r"|article|column|interview given) (?:with|on|in|to|for|published in|published by)"
        r"|put it to|appearing on|appeared on|said on|wrote in|writing in|published (?:by|in)"
        rf"|broadcast on|aired (?:on|by)) {_OUTLET}"
    ),
)


def linked(prepared: Prepared, draft: Draft, cues: Sequence[Span]) -> Draft:
    """Add those who are named beside a report as the ones through whom it came."""
    if draft.source is None or draft.cue is None:
        return draft
    links: list[Span] = []
    for span in beside(prepared, draft):
        for pattern in _THROUGH:
            for match in pattern.finditer(prepared.text, span.start, span.end):
                name = _passed_on_by(prepared, draft, pattern, Span(*match.span("name")))
                if name is None or _gap(name, draft) > 2 * CLOSE:
                    continue
                own = not _others(match.start(), draft.cue, cues)
                if own and not parted(draft, name, cues):
                    links.append(name)
    links += _according(prepared, draft, cues)
    distinct = [s for n, s in enumerate(links) if not any(s.overlaps(t) for t in links[:n])]
    return replace(draft, chain=tuple(sorted(distinct))) if distinct else draft


def _according(prepared: Prepared, draft: Draft, cues: Sequence[Span]) -> Iterator[Span]:
    """Read “…,” Marsh said, according to Reuters: it is Reuters through whom the words came."""
    text, cue = prepared.text, draft.cue
    if cue is None or _ACCORDING.match(text, cue.start):
        return
    end = next((s.end for s in (draft.source, cue) if s and s.end >= cue.end), cue.end)
    match = _ACCORDING.search(text, end, min(len(text), end + NEAR))
    if match is None or match.start() - end > CLOSE or _PART.search(text, end, match.start()):
        return
    between = (c for c in cues if end <= c.start < match.start())
    for part in _shorter(text, _bare(text, Span(*match.span("name")))):
        if is_outlet(part.of(text)) and not any(between):
            yield part
            return


_ACCORDING = re.compile(rf"(?:, )?[Aa]ccording to {_OUTLET}")
_PART = re.compile(r"[.;:“”\"\n]|\b(?:and|but|while)\b")


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
        if is_outlet(written) or re.match(_KIND, written) or _THE_PAPER.fullmatch(written):
            return part
    held = _HELD.search(text, max(0, name.start - 90), name.start)
    known = re.escape(name.of(text).removeprefix("the "))
    near = text[max(0, name.start - _AROUND) : name.end + _AROUND]
    somebody = re.search(rf"\b[A-Z][\w.]{{1,30}} {known}\b", near)
    return name if held and _within(name, source) and not somebody else None


_AROUND = 2000
_THE_PAPER = re.compile(
    r"[Tt]he (?:Journal|Times|Post|Guardian|Mirror|Herald|Tribune|Gazette|Courier|Chronicle"
    r"|Telegraph|Observer|Standard|Sun|Star|Globe|Examiner|Record|Register|Echo|Express|Mail|Independent|Wire)"
)
_HELD = re.compile(
    r"\b(?:seen|obtained|reviewed|viewed|leaked)(?: [\w’'-]{1,20}){0,3} (?:by|to) (?:the )?$"
)


def _shorter(text: str, name: Span) -> Iterator[Span]:
    """Return a name and what is left when words behind it are none of it (“NPR Friday”)."""
    end = name.end
    while end > name.start:
        yield Span(name.start, end)
        space = text.rfind(" ", name.start, end)
        end = max(name.start, space)


def parted(draft: Draft, span: Span, cues: Sequence[Span]) -> bool:
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


def beside(prepared: Prepared, draft: Draft) -> Iterator[Span]:
    """Return what of a report's sentence is neither said nor quoted, source and cue included."""
    at = draft.cue or draft.source
    assert at is not None
    place = bisect_right(prepared.sentences, at.start, key=lambda one: one.start) - 1
    whole = prepared.sentences[max(0, place)].span
    words = [s for s in (draft.source, draft.cue) if s and abs(s.start - at.start) < NEAR]
    start = min(max(whole.start, at.start - NEAR), *(s.start for s in words))
    end = max(min(whole.end, at.end + NEAR), *(s.end for s in words))
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


CLOSE = 60
"""Characters between the parts of a report and those through whom it came."""
