"""Messages that were sent on: the header of the first one stands in the text, above its own."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import islice

_MARK = re.compile(
    rb"(?:(?<!-)-{2,}+|(?<!_)_{5,}+)\s{0,5}(?:Forwarded|Original|Weitergeleitete|Urspr[^\n<]{1,8}ngliche|Message)"
    rb"[^\n<]{0,40}(?:-{2,}|_{5,}|<br|\n)|Begin forwarded message:",
    re.IGNORECASE,
)
_FIELD = re.compile(
    rb"(?:^|\n|>)[>*\s]{0,6}(?:<[^<>]{0,200}>\s{0,4}){0,4}"
    rb"(?P<name>From|Von|De|Date|Sent|Datum|Subject|Betreff|To|An|Cc|Reply-To):"
    rb"(?:[*\s]{0,4}</?[^<>]{0,200}>){0,4}(?P<value>[^\r\n]{0,1000})",
    re.IGNORECASE,
)
_END = re.compile(rb"<br[^<>]{0,20}>|</(?:div|p|tr|table|blockquote)>|\r?\n", re.IGNORECASE)
_TAG = re.compile(rb"</?[A-Za-z][A-Za-z0-9:]{0,20}+(?:\s[^<>]{0,500})?>")
_BREAK = re.compile(rb"<(?:br|/div|/p|/tr|/td)\b", re.IGNORECASE)
_NAMES = {"von": "from", "de": "from", "sent": "date", "datum": "date", "betreff": "subject"}
_BEGINS = re.compile(
    rb"(?:\A|\n|>)[>*\s]{0,6}(?:<[^<>]{0,200}>\s{0,4}){0,4}(?:From|Von|De):", re.IGNORECASE
)
_FULL = frozenset({"from", "date", "subject"})
"""What a header that no mark stands above has to say."""
_TRIES = 3
_OWN = 0.5
"""How long what the sender wrote may be, beside what is sent on."""
_REACH = 4000
_NEXT = 400
_FEWEST_FIELDS = 2
_SHORTEST = 120


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The text of a message that was sent on, and what its own header says."""

    data: bytes
    fields: dict[str, str]


def forwarded(data: bytes, encoding: str | None) -> Forwarded | None:
    r"""Return the message that a message sends on, if it is one.

    >>> sent = b"Look.\n\n--- Forwarded message ---\nFrom: A\nSubject: Quay\n\n" + b"Text. " * 40
    >>> forwarded(sent, None).fields
    {'from': 'A', 'subject': 'Quay'}
    """
    mark = _MARK.search(data)
    if mark is not None:
        start = mark.end() - (data[mark.end() - 1 : mark.end()] == b"\n")
        return _behind(data, start, encoding)
    for match in islice(_BEGINS.finditer(data), _TRIES):
        found = _behind(data, match.start(), encoding)
        if found is not None and found.fields.keys() >= _FULL:
            own = len(_TAG.sub(b"", data[: match.start()]).split())
            return found if own <= _OWN * len(_TAG.sub(b"", found.data).split()) else None
    return None


def _behind(data: bytes, at: int, encoding: str | None) -> Forwarded | None:
    """Return what the header at a place says, and the text behind it."""
    fields: dict[str, str] = {}
    limit = at + _REACH
    while at < limit:
        field = _FIELD.search(data, at, min(limit, at + _NEXT))
        if field is None:
            break
        value = _BREAK.split(field["value"], maxsplit=1)[0]
        name = field["name"].decode().lower()
        fields.setdefault(_NAMES.get(name, name), _plain(value, encoding))
        at = field.start("value") + len(value)
    text = _END.sub(b"", data[at : at + 200], count=1) + data[at + 200 :]
    if len(fields) < _FEWEST_FIELDS or len(text.strip()) < _SHORTEST:
        return None
    return Forwarded(text, fields)


def _plain(value: bytes, encoding: str | None) -> str:
    text = _TAG.sub(b" ", value)
    try:
        decoded = text.decode(encoding or "utf-8", "replace")
    except LookupError:
        decoded = text.decode("utf-8", "replace")
    told = " ".join(html.unescape(decoded).split()).strip("* ")
    return told.replace("< ", "<").replace(" >", ">")
