"""E-mails (``.eml``) and web archives of one page (``.mhtml``): messages in parts.

Of a message that says the same twice the HTML part is read, or the plain one if there is no
HTML; attached pages and documents are read after it. Of a message that sends another on the other
is read, under its own subject, date and sender. Of an MHTML file the page is read, its
pictures, styles and frames are pieces of it.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.policy import EmailPolicy
from itertools import pairwise

from retold.containers.forwarded import forwarded
from retold.containers.record import Facts, Record, refusal
from retold.reading.dates import iso_date
from retold.reading.meta import tidy

_LONGEST_SIGNATURE, _LONGEST_REGARDS = 1000, 500
_NARROWEST, _WIDEST = 50, 90
"""Between these the widest line of a text stands that was broken at one width."""
MAX_PARTS = 1000
MAX_DEPTH = 100
_TOO_DEEP = "a message of too many nested parts; save its text by itself"
MAX_BOUNDARIES = 60
MAX_LOOKS = 6_000_000
"""Every boundary may be looked for in every line, so that their product bounds the time."""
_HEAD = 65_536
_LONGEST_HEADER = 4000
_BOUNDARY = re.compile(rb"\bboundary\s{0,3}=", re.IGNORECASE)
_FIELDS = re.compile(
    rb"^(?:from|to|subject|date|mime-version|received|message-id|return-path|content-type):",
    re.IGNORECASE | re.MULTILINE,
)
Part = MIMEPart
_PAGES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
}
_FILES = re.compile(r"\.(?:html?|txt|md|pdf|docx|eml|mht|mhtml|json|xml|zip)$", re.IGNORECASE)
_FORWARD = re.compile(
    r"^\s*(?:(?:fwd?|re|aw|wg|tr|sv|vs)\s?:\s*|\[(?:ext|extern|external)\]\s*"
    r"|(?:press|news|media)\s?(?:release|statement|notice|alert)\s?[:|–—]\s*"
    r"|(?:pressemitteilung|communiqu[eé](?: de presse)?)\s?[:|–—]\s*)+",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"(?:(?:press|news|media)\s?(?:release|statement)|pressemitteilung|fyi|story|article|news|info"
    r"|for your information|please read|read this|urgent|important|\(?no subject\)?)[\s.!:]*",
    re.IGNORECASE,
)
_REGARDS = re.compile(
    rb"(?:(?:kind(?:est)?|best|warm(?:est)?|many)\s(?:regards|wishes|thanks)|regards|sincerely"
    rb"|yours\s(?:sincerely|faithfully|truly)|mit\s(?:freundlichen|besten)\s[^\s<]{4,12}"
    rb"|cordialement|med\s(?:venlig|vennlig)\shilsen)[,.!]?(?=\s{0,5}(?:<|\n|\r|\Z))",
    re.IGNORECASE,
)
_MARKUP = re.compile(rb"<[^<>]{0,2000}>")
_STARTS_LINE = re.compile(rb"(?:\n|>)[ \t]{0,20}\Z")
_SIGNED = 3000
"""How much of the end of a message is looked at for whom it comes from."""


class _Policy(EmailPolicy):
    """How a message is parsed: a header is cut, as the library takes long over a long one."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return a header; one made to be parsed without end is empty."""
        parsed: str
        try:
            parsed = super().header_fetch_parse(name, value)
        except RecursionError:
            parsed = super().header_fetch_parse(name, "")
        return parsed

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return the name and the value of a header."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def is_mail(head: bytes) -> bool:
    r"""Tell whether some bytes begin with the header of a message.

    >>> is_mail(b"From: a@b.example\r\nTo: c@d.example\r\nSubject: Quay\r\n\r\nHi")
    True
    """
    header = _header(head)
    return header is not None and len(set(map(bytes.lower, _FIELDS.findall(header)))) >= 3


def is_mhtml(head: bytes) -> bool:
    """Tell whether some bytes begin like a page saved as one message."""
    header = _header(head)
    return (
        header is not None and re.search(rb"multipart/related", header, re.IGNORECASE) is not None
    )


def _header(head: bytes) -> bytes | None:
    found = re.match(
        rb"(?:From [^\n]{0,200}\n)?((?:[A-Za-z][A-Za-z0-9-]{1,40}:|[ \t])[^\n]{0,2000}\n){2,}",
        head[:_HEAD],
    )
    return found.group(0) if found else None


def read_mhtml(data: bytes, name: str) -> Iterator[Record]:
    """Yield the page of an MHTML file."""
    message = _parsed(data)
    if isinstance(message, str):
        yield refusal(name, message)
        return
    url = _header_of(message, "Snapshot-Content-Location") or _header_of(
        message, "Content-Location"
    )
    start = str(message.get_param("start") or "") if message.is_multipart() else ""
    pages = [part for part in _leaves(message) if part.get_content_type() in _PAGES]
    named = [part for part in pages if start and _header_of(part, "Content-ID") == start]
    placed = [part for part in pages if url and _header_of(part, "Content-Location") == url]
    page = next(iter(named or placed or pages), None)
    if page is None:
        yield refusal(name, "a web archive without a page in it")
        return
    where = url or _header_of(page, "Content-Location")
    facts = Facts(url=where if where.startswith("http") else None)
    yield _record(page, name, facts)


def read_mail(data: bytes, name: str) -> Iterator[Record]:
    """Yield the text of a message, then its attachments."""
    message = _parsed(data)
    if isinstance(message, str):
        yield refusal(name, message)
        return
    body = message.get_body(("html", "plain"))
    if body is None or not _content(body).strip():
        yield refusal(name, "a message without text")
    else:
        yield _without_regards(_sent_on(_record(body, name, _facts(message))))
    for number, part in enumerate(_attached(message, body), 1):
        yield _attachment(part, f"{name}#{number}")


def _sent_on(record: Record) -> Record:
    """Return the record of the first message where another sends it on."""
    first = forwarded(record.data, record.encoding)
    if first is None:
        return record
    fields, facts = first.fields, record.facts
    notes = tuple(
        f"{note.replace('sent by', 'sent on by', 1)}, whose own words are left out"
        for note in facts.notes
    )
    sender = (f"sent by {fields['from'][:300]}",) if fields.get("from") else ()
    return replace(
        record,
        data=first.data,
        facts=replace(
            facts,
            headline=_titled(fields.get("subject", "")) or facts.headline,
            published=iso_date(fields.get("date")) or facts.published,
            notes=(*sender, *notes),
        ),
    )


def _parsed(data: bytes) -> EmailMessage | str:
    boundaries = len(_BOUNDARY.findall(data))
    if boundaries > MAX_BOUNDARIES or boundaries * data.count(b"\n") > MAX_LOOKS:
        return _TOO_DEEP
    try:
        message = BytesParser(policy=_Policy()).parsebytes(data)
    except RecursionError:
        return _TOO_DEEP
    except (MessageError, ValueError, LookupError, IndexError) as error:
        return f"a broken message: {type(error).__name__}: {error}"[:300]
    if not isinstance(message, EmailMessage):
        return "a broken message"
    return message if _depth(message) <= MAX_DEPTH else _TOO_DEEP


def _depth(message: EmailMessage) -> int:
    """Return how deep the parts of a message are nested, without the library's recursion."""
    deepest = 0
    queue: list[tuple[object, int]] = [(message, 1)]
    while queue:
        part, depth = queue.pop()
        deepest = max(deepest, depth)
        if isinstance(part, MIMEPart) and part.is_multipart():
            queue += [(one, depth + 1) for one in _parts(part)]
    return deepest


def _parts(part: MIMEPart) -> list[object]:
    inside: object = part.get_payload()
    return inside if isinstance(inside, list) else []


def _leaves(message: EmailMessage) -> Iterator[Part]:
    for number, part in enumerate(message.walk()):
        if number >= MAX_PARTS:
            return
        if isinstance(part, MIMEPart) and not part.is_multipart():
            yield part


def _attached(message: EmailMessage, body: Part | None) -> list[Part]:
    if not message.is_multipart():
        return []
    parts = [part for part in _leaves(message) if part is not body]
    return [part for part in parts if _FILES.search(part.get_filename() or "")]


def _attachment(part: Part, name: str) -> Record:
    filename = part.get_filename() or ""
    suffix = f".{filename.rpartition('.')[2].lower()}"
    facts = Facts(notes=(f"attached as {tidy(filename, 200)}",))
    return Record(name, _content(part), suffix, facts, part.get_content_charset())


def _record(part: Part, name: str, facts: Facts) -> Record:
    suffix = _PAGES.get(part.get_content_type(), ".txt")
    data, signature = _unsigned(_content(part)) if suffix == ".txt" else (_content(part), "")
    return _signed(Record(name, data, suffix, facts, part.get_content_charset()), signature)


def _signed(record: Record, signature: str) -> Record:
    """Note what was left out at the end of a message."""
    if not signature:
        return record
    notes = (*record.facts.notes, f"signature left out: “{signature}”")
    return replace(record, facts=replace(record.facts, notes=notes))


def _unsigned(text: bytes) -> tuple[bytes, str]:
    """Part a message from the signature below its dashes, on one line."""
    above, mark, below = text.replace(b"\r\n", b"\n").rpartition(b"\n-- \n")
    if not mark or not above.strip() or len(below) > _LONGEST_SIGNATURE:
        return text, ""
    return above, " ".join(below.decode("utf-8", "replace").split())


def _without_regards(record: Record) -> Record:
    """Part a message, plain or marked up, from the regards that end it and who sends them."""
    text = record.data
    starts = [
        match.start()
        for match in _REGARDS.finditer(text, max(0, len(text) - _SIGNED))
        if _STARTS_LINE.search(text[max(0, match.start() - 30) : match.start()])
    ]
    below = text[starts[0] :] if starts else b""
    shown = b" ".join(_MARKUP.sub(b" ", below).split())
    sent_on = b"\n>" in below or len(shown) > _LONGEST_REGARDS
    if not starts or sent_on or not text[: starts[0]].strip():
        return record
    signature = html.unescape(shown.decode(_known(record.encoding), "replace"))
    return _signed(replace(record, data=text[: starts[0]]), signature)


def _known(encoding: str | None) -> str:
    try:
        return codecs.lookup(encoding or "utf-8").name
    except LookupError:
        return "utf-8"


def _content(part: Part) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    if not isinstance(content, bytes):
        return b""
    if str(part.get_param("format") or "").lower() == "flowed":
        return unfolded(content, joined=part.get_param("delsp") == "yes")
    return unwrapped(content) if part.get_content_type() == "text/plain" else content


def unwrapped(text: bytes) -> bytes:
    r"""Return a text with its paragraphs whole where a sender broke its lines at one width.

    A line goes on in the next if the next one's first word had no room left in it.

    >>> unwrapped(b"The quay is closed\nas of Monday.\n\nA. Falk\nLisk")
    b'The quay is closed\nas of Monday.\n\nA. Falk\nLisk'
    """
    lines = text.replace(b"\r\n", b"\n").split(b"\n")
    width = max(map(len, lines))
    if not _NARROWEST <= width <= _WIDEST:
        return text
    parts = [lines[0]]
    for above, line in pairwise(lines):
        first = line.split(b" ", 1)[0]
        full = len(above) + 1 + len(first) > width and line[:1].strip(b" >\t*-|")
        goes_on = full and above.strip() and above[:1] not in (b">", b"|")
        parts.append((b" " if goes_on else b"\n") + line)
    return b"".join(parts)


def unfolded(text: bytes, *, joined: bool = False) -> bytes:
    r"""Return a flowed text with its paragraphs whole: a line that ends in a space goes on.

    Args:
        text: The text of a message.
        joined: Whether the space only marks that, and is no part of the text.

    >>> unfolded(b"The quay \r\nis closed.\r\n-- \r\nA. Falk")
    b'The quay is closed.\n-- \nA. Falk'
    """
    lines: list[bytes] = []
    open_ = False
    for line in text.replace(b"\r\n", b"\n").split(b"\n"):
        shown = line.removeprefix(b" ")
        goes_on = shown.endswith(b" ") and shown != b"-- " and not shown.startswith(b">")
        kept = shown[:-1] if goes_on and joined else shown
        if open_ and shown.strip() and shown != b"-- " and not shown.startswith(b">"):
            lines.append(kept)
        else:
            lines.append(b"\n" + kept if lines else kept)
        open_ = goes_on
    return b"".join(lines)


def _facts(message: EmailMessage) -> Facts:
    sender = " ".join(_header_of(message, "From")[:300].split())
    return Facts(
        headline=_titled(_header_of(message, "Subject")),
        published=iso_date(_header_of(message, "Date")),
        notes=(f"sent by {sender}",) if sender else (),
    )


def _titled(subject: str) -> str | None:
    """Return what a subject says beyond what kind of message it is."""
    told = tidy(_FORWARD.sub("", subject), 1000)
    return None if told is None or _SAYS_NOTHING.fullmatch(told) else told


def _header_of(message: Part, name: str) -> str:
    try:
        return str(message[name] or "")
    except (ValueError, LookupError, AttributeError, TypeError, OverflowError):
        return ""
