"""Records of press archives, saved as text: each field stands on a line behind its label.

Factiva labels with two letters (``HD     Council drops plan``), ProQuest and others with a colon
(``Full text: …``), LexisNexis with a colon and above the text with a word alone (``Body``); readers
of the web (``Markdown Content:``) do it, too. Only a text that says where its body begins, and
has more such labels, is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from retold.reading.dates import find_date, iso_date
from retold.reading.layers import trim
from retold.reading.meta import Meta, names_in, tidy
from retold.types import Span

_FIELDS = {
    "headline": "headline title hd",
    "byline": "byline author authors by autor auteur",
    "standfirst": "highlight teaser standfirst",
    "published": "published published_time publication_date date pd load-date release_date",
    "outlet": "publication_title publication source sn newspaper",
    "url": "url url_source document_url",
    "body": "body text full_text fulltext lp td markdown_content body_text article_text volltext",
    "": "section length dateline edition se cr wc et sc ed pg la cy ct rf co in ns re ipc ipd"
    " pub an cx vol rst abstract links link credit illustration caption subject location"
    " first_page last_page publication_info publication_year publication_subject publisher"
    " place_of_publication pages country_of_publication issn isbn source_type"
    " language_of_publication document_type language proquest_document_id copyright"
    " last_updated database graphic correction series company people classification"
    " keywords document_number accession_number notes word_count page",
}
_FIELD = {
    label.replace("_", " "): name for name, labels in _FIELDS.items() for label in labels.split()
}
_LABEL = re.compile(
    r"^[ \t]{0,3}(?:(?P<short>[A-Z]{2,3})(?:[ \t]{2,12}(?=\S)|[ \t]*$)"
    r"|(?P<long>[A-Za-z][A-Za-z -]{1,30}?)[ \t]?:(?:[ \t]+|$)"
    r"|(?P<alone>Body|BODY|Full [Tt]ext)[ \t]*$)",
    re.MULTILINE,
)
_END = re.compile(
    r"^[ \t]*(?:End of Document|_{20,80}|Search Summary|-{20,80})[ \t]*$", re.MULTILINE
)
_PAGE = re.compile(
    r"(?:page \d{1,4} of \d{1,4}|document \d{1,5} of \d{1,5}|[\W_]+)$", re.IGNORECASE
)
_FEWEST, _FEWEST_WORDS, _MOST_LABELS, _LONGEST_HEAD, _ABOVE = 3, 25, 400, 400, 8
_PLACE = re.compile(r"\s*[;\[(].*$|,\s*$")


@dataclass(frozen=True, slots=True)
class Record:
    """A record's text, which may stand in two fields, and what the others say."""

    body: tuple[Span, ...]
    meta: Meta


@dataclass(frozen=True, slots=True)
class _Field:
    """A label's field (empty if it is of no use), where its line begins and its value stands."""

    name: str
    start: int
    value: Span


def labelled(text: str) -> Record | None:
    r"""Return what a record of an archive holds, nothing of a text that is none.

    >>> body = "The council has dropped its plan to make holders pay for water. " * 3
    >>> head = "HD   Plan dropped\nBY   Ida Lund\nPD   27 May 2024"
    >>> found = labelled(f"{head}\n\nLP\n{body}\nAN   1")
    >>> found.meta.headline, found.meta.byline, found.meta.published
    ('Plan dropped', ('Ida Lund',), '2024-05-27')
    """
    fields = list(_fields(text))
    first = next((at for at, field in enumerate(fields) if field.name == "body"), None)
    if first is None or len({text[f.start : f.start + 12] for f in fields}) <= _FEWEST:
        return None
    body = tuple(_body(text, fields[first:]))
    if sum(len(span.of(text).split()) for span in body) < _FEWEST_WORDS:
        return None
    meta = _meta(text, fields)
    if meta.headline is None:
        meta = _above(text, fields[0].start).or_else(meta)
    return Record(body, meta) if meta.headline else None


def _fields(text: str) -> Iterator[_Field]:
    """Yield the known labels of a text with their values, which end where the line ends."""
    for count, match in enumerate(_LABEL.finditer(text)):
        if count >= _MOST_LABELS:
            return
        label = (match["short"] or match["long"] or match["alone"]).lower()
        name = _FIELD.get(label)
        if name is None or (name == "headline" and not match["short"] and label == "hd"):
            continue
        end = text.find("\n", match.end())
        value = trim(text, Span(match.end(), end if end >= 0 else len(text)))
        yield _Field(name, match.start(), value)


def _body(text: str, fields: list[_Field]) -> Iterator[Span]:
    """Yield where the text stands: from its label to the next one that is another's."""
    ends = [*(field.start for field in fields[1:]), len(text)]
    for field, end in zip(fields, ends, strict=True):
        if field.name != "body":
            return
        start = field.value.start
        closed = _END.search(text, start, end)
        part = trim(text, Span(start, closed.start() if closed else end))
        if part.start < part.end:
            yield part
        if closed:
            return


def _meta(text: str, fields: list[_Field]) -> Meta:
    found: dict[str, str] = {}
    for field in fields:
        value = field.value.of(text)[:_LONGEST_HEAD]
        if field.name and field.name != "body" and value:
            found.setdefault(field.name, value)
    return Meta(
        headline=tidy(found.get("headline")),
        standfirst=tidy(found.get("standfirst")),
        outlet=tidy(_PLACE.sub("", found.get("outlet", ""))),
        byline=names_in(_turned(found.get("byline", ""))),
        published=iso_date(found.get("published")),
        url=found.get("url"),
    )


def _turned(name: str) -> str:
    """Return a name of which the family's stands first as it is said."""
    family, comma, given = name.partition(", ")
    plain = comma and "," not in given and len(name.split()) <= 4 and " and " not in name
    return f"{given} {family}" if plain else name


def _above(text: str, end: int) -> Meta:
    """Return what stands above the first label: the headline, the outlet, the day."""
    lines = [line.strip() for line in text[:end].split("\n")[: _ABOVE * 2]]
    named = list(dict.fromkeys(line for line in lines if line and not _PAGE.match(line)))[:_ABOVE]
    if not named or len(named[0]) > _LONGEST_HEAD:
        return Meta()
    dated = next((found for line in named[1:] if (found := find_date(line[:60]))), None)
    outlet = named[1] if len(named) > 1 and find_date(named[1][:60]) is None else None
    meta = Meta(headline=named[0], published=dated.iso if dated else None)
    return replace(meta, outlet=outlet if dated else None)


def rest_of(text: str, body: tuple[Span, ...]) -> Iterator[Span]:
    """Yield what stands around the body of a record."""
    starts, ends = [0, *(part.end for part in body)], [*(part.start for part in body), len(text)]
    for start, end in zip(starts, ends, strict=True):
        part = trim(text, Span(start, end))
        if part.start < part.end:
            yield part
