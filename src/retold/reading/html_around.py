"""The blocks around the text of an HTML page, and the day that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retold.reading.dump_names import published_in
from retold.reading.html_blocks import Block
from retold.reading.html_heads import Seen, key
from retold.reading.lines import ends_sentence, kind_of, words_of
from retold.types import Span

_ABOVE, _AFTER, _BEFORE_TEXT, _HEAD_TEXT, _MOST_TEXT = 8, 14, 24, 2, 60
_LONGEST_LABEL = 100
_MORE = re.compile(
    r"(?:more|related|recommended|most|trending|popular|latest|top|editor['’]?s['’]? picks?"
    r"|read (?:more|next|also)|you (?:may|might)|up next|see also|also (?:in|on))\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\brelated|recirc|recommend|teaser|\bpromo"
    r"|\bcard\b|[-_]card\b|\bcard[-_]|trending|most[-_]?(?:read|popular)"
)
_LONGEST_DATED, _DATED_WORDS, _LABEL_LENGTH = 200, 22, 24
COMMENTS = re.compile(
    r"\bcomments?[-_ ]?(?:author|body|meta|list|content|text|header|footer|item|box|name|user|id"
    r"|thread|wrap)|\bcomments\b|\bdisqus|\breply"
)
_COMMENTED = re.compile(
    r"(?:\d{1,5}\s)?(?:reader |user )?(?:comments?|responses|replies|thoughts)\b.{0,60}"
    r"|leave a (?:reply|comment).{0,20}",
    re.IGNORECASE,
)
_OLD = re.compile(r"updat|modif|edited|\bupd\b", re.IGNORECASE)
_NEW = re.compile(r"publi|post|creat|first|issued", re.IGNORECASE)
_NOT_HERE = frozenset({"nav", "button", "select", "dialog", "advert", "figcaption", "embed"})


@dataclass(frozen=True, slots=True)
class Around:
    """The blocks around an article's text, in the order of the page, comments left out."""

    seen: Seen
    head: tuple[Block, ...]
    above: tuple[Block, ...]
    after: tuple[Block, ...]
    inside: tuple[Block, ...]
    body: Span
    headline: str | None


def around(seen: Seen, body: Span, headline: str | None) -> Around:
    """Return the blocks near the headline, above it, and below the text."""
    walked = seen.walked
    every = sorted([*walked.blocks, *walked.beside], key=lambda block: block.span.start)
    every = [block for block in every if _NOT_HERE.isdisjoint(block.regions)]
    if seen.part is not None:
        every = [block for block in every if seen.part.overlaps(block.span)]
    first = next((i for i, b in enumerate(every) if b.span.end > body.start), len(every))
    last = next((i for i, b in enumerate(every) if b.span.start >= body.end), len(every))
    wanted = key(headline or "")
    titled = [i for i in range(first + 1) if i < len(every) and key(seen.text(every[i])) == wanted]
    at = titled[-1] if titled and wanted else None
    start = at + 1 if at is not None else max(0, first - _BEFORE_TEXT)
    above = every[max(0, start - 1 - _ABOVE) : max(0, start - 1)][::-1] if titled else []
    head = every[start : max(first, start) + _HEAD_TEXT]
    part = max((block.part for block, _ in seen.body), default=0)
    after = [block for block in every[max(last - 1, start) : last + _AFTER] if block.part <= part]
    after = _own(seen, after)
    inside = every[first : min(last, first + _MOST_TEXT)]
    return Around(seen, tuple(head), tuple(above), tuple(after), tuple(inside), body, headline)


def _own(seen: Seen, blocks: list[Block]) -> list[Block]:
    """Return the blocks that are not about other stories, those before the readers' comments.

    Behind a heading such as “Related” only what the page calls an author's counts.
    """
    found, others = blocks[:1], False
    for block in blocks[1:]:
        text = seen.text(block).strip()
        short = len(text) < _LONGEST_LABEL
        if COMMENTS.search(block.classes) or (short and _COMMENTED.fullmatch(text)):
            break
        others = others or (short and _MORE.match(text) is not None)
        told = "author" in block.classes or not others
        if told and "aside" not in block.regions and not _OTHERS.search(block.classes):
            found.append(block)
    return found


def visible_date(near: Around, *, far: bool = False) -> str | None:
    """Return the day of publication that readers see near the headline.

    Args:
        near: The blocks around the text.
        far: Look below the text and above the headline, too, and take the day of an update.
    """
    zones = (near.head, near.after, near.above) if far else (near.head,)
    for zone in zones:
        lines = _dated_lines(near, zone)
        told = published_in([text for text, updated in lines if not updated])
        if told:
            return told
    if not far:
        return None
    updated = (published_in([text for text, _ in _dated_lines(near, zone)]) for zone in zones)
    return next(filter(None, updated), None)


def _dated_lines(near: Around, zone: tuple[Block, ...]) -> list[tuple[str, bool]]:
    """Return the lines that may be dates, each with whether it is the day of an update."""
    found = []
    label = ""
    for block in zone:
        text = " ".join(near.seen.text(block)[:_LONGEST_DATED].split())
        many = len(words_of(text)) > _DATED_WORDS
        if many or COMMENTS.search(block.classes) or not any(map(str.isdigit, text)):
            label = text if len(text) < _LABEL_LENGTH else ""
            continue
        kind = kind_of(text)
        if kind.name in ("date", "byline") if kind else _is_no_sentence(text):
            said = f"{label} {text}"
            found.append((text, bool(_OLD.search(said)) and not _NEW.search(said)))
        label = ""
    return found


def _is_no_sentence(text: str) -> bool:
    return not ends_sentence(text) or text.endswith(("a.m.", "p.m."))
