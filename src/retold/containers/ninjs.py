"""ninjs, the IPTC's News in JSON (1.0 to 3.x): one item, a list of items, or one a line.

What an agency says about an item is what decides descent later: its version, its signal, its
copyright holder, its byline and the parties it names as sources are kept as facts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from retold.containers.markup import plain
from retold.containers.record import MAX_RECORDS, Facts, Record, refusal, told
from retold.reading.dates import iso_date
from retold.reading.meta import names_in, tidy

Item = dict[str, Any]
_MARK = re.compile(
    rb'"(?:versionCreated|versioncreated|representationType|representationtype|pubStatus'
    rb'|pubstatus|bodies|body_text|body_xhtml|body_html|body_nitf)"\s{0,20}:'
)
_STANDARD = re.compile(
    rb'"(?:name|schema|\$schema)"\s{0,20}:\s{0,20}"[^"]{0,200}ninjs', re.IGNORECASE
)
_LISTS = ("items", "associations", "data", "articles")
_MAIN = ("main", "", "body", "text", "richtext")
_MARKUP_TYPES = re.compile(r"html|xml|nitf", re.IGNORECASE)
_NITF_BODY = re.compile(r"<body\.content\b[^<>]{0,500}>", re.IGNORECASE)
_BODY = re.compile(r"<body\b(?!\.)[^<>]{0,500}>", re.IGNORECASE)
_BODY_END = re.compile(r"</body(?:\.content)?\s{0,5}>", re.IGNORECASE)
_FIGURE = re.compile(
    r"<(figure|media)\b[^<>]{0,2000}>(?:(?!</?\1\b).){0,20000}+</\1\s{0,5}>",
    re.IGNORECASE | re.DOTALL,
)
_PICTURE = re.compile(r"<(?:img|picture|video|figcaption|media-caption)\b", re.IGNORECASE)
_BY = re.compile(r"\A(?:Von|Av|Af|Par|Por|Door)\s+(?=[A-ZÀ-Þ])")
_NOTICE = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s?©)?[\s,]{0,3}(?:\d{4}(?:\s?[-–]\s?\d{2,4})?[\s,]{0,3})?(?:by\s)?"
    r"(?P<name>[^\W\d_][^,;()\n–]{1,60}?)(?:\s\d{4})?"
    r"\s{0,3}(?:[,;()\n–]|\.\s|\s-\s|\.?\Z|all rights)",
    re.IGNORECASE,
)
_NO_TEXT = ("picture", "video", "audio", "graphic", "event", "planning")
_PROVIDERS = ("provider", "publisher", "distributor", "supplier", "aggregator")
_HEAD = 200_000


def is_ninjs(head: bytes) -> bool:
    """Tell whether some JSON is ninjs by its usual names.

    >>> is_ninjs(b'{"uri": "urn:x:1", "versionCreated": "2026-03-02T10:00:00Z"}')
    True
    """
    start = head[:_HEAD]
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return False
    return b'"uri"' in start and bool(_MARK.search(start) or _STANDARD.search(start))


def read_ninjs(data: bytes, name: str) -> Iterator[Record]:
    """Yield the items of a ninjs document."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield refusal(name, f"broken JSON: not valid UTF-8 at byte {error.start}")
        return
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        if "\n" in text.strip() and text.lstrip().startswith("{"):
            yield from _lines(text, name)
        else:
            yield refusal(name, f"broken JSON: {error}"[:300])
        return
    items = _items(found)
    if len(items) == 1 and items[0] is found:
        yield _record(found, name)
        return
    for number, item in enumerate(items[:MAX_RECORDS], 1):
        yield _record(item, f"{name}#{number}")


def _lines(text: str, name: str) -> Iterator[Record]:
    number = 0
    for line in text.splitlines():
        if not line.strip():
            continue
        number += 1
        if number > MAX_RECORDS:
            yield refusal(name, f"items after the {MAX_RECORDS}th were not read")
            return
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield refusal(f"{name}#{number}", f"broken JSON: {error}"[:300])
            continue
        yield _record(item, f"{name}#{number}")


def _items(found: Any) -> list[Any]:
    if isinstance(found, list):
        return found
    if isinstance(found, dict) and not _body(found)[1]:
        for name in _LISTS:
            held = found.get(name)
            inner = list(held.values()) if isinstance(held, dict) else held
            if isinstance(inner, list) and any(isinstance(i, dict) and _body(i)[1] for i in inner):
                return inner
    return [found]


def _record(item: Any, name: str) -> Record:
    if not isinstance(item, dict):
        return refusal(name, "the item is no JSON object")
    if _get(item, "pubStatus") == "canceled":
        return refusal(name, "the agency has cancelled this item")
    facts = _facts(item)
    kind, body = _body(item)
    if not body:
        type_ = _get(item, "type")
        what = f"a {type_}" if type_ in _NO_TEXT else "an item"
        return refusal(name, f"{what} without a text body")
    if kind == "text":
        return told(name, body, facts)
    return told(name, plain(_inner(body)), facts)


def _inner(markup: str) -> str:
    """Return the body of a page or of NITF without its pictures and their captions."""
    body = _NITF_BODY.search(markup) or _BODY.search(markup)
    text = markup[body.end() :] if body else markup
    end = _BODY_END.search(text) if body else None
    return _FIGURE.sub(_pictureless, text[: end.start()] if end else text)


def _pictureless(figure: re.Match[str]) -> str:
    return "" if _PICTURE.search(figure.group()) else figure.group()


def _get(item: Item, *names: str) -> Any:
    """Return a property under its name of 3.x, such as ``edNote``, or of 1.x, ``ednote``."""
    for name in names:
        for key in (name, name.lower()):
            if item.get(key) not in (None, "", [], {}):
                return item[key]
    return None


def _string(value: Any, limit: int = 1000) -> str | None:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return tidy(str(value), limit)


def _valued(item: Item, name: str) -> list[tuple[str, str, str]]:
    """Return role, content type and value of the entries of a list such as ``bodies``."""
    found = []
    held = item.get(name)
    for entry in held if isinstance(held, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("value"), str):
            role, kind = entry.get("role"), _get(entry, "contentType")
            found.append((str(role or "").lower(), str(kind or ""), entry["value"]))
    return found


def _body(item: Item) -> tuple[str, str]:
    """Return ``text`` or ``markup``, and the item's body; markup keeps the paragraphs."""
    bodies = [entry for entry in _valued(item, "bodies") if entry[2].strip()]
    bodies.sort(key=lambda entry: (_worse(entry[1], entry[2]), _rank(entry[0])))
    for _, kind, body in bodies[:1]:
        return ("markup" if _is_markup(kind, body) else "text"), body
    for name in ("body_xhtml", "body_html", "body_nitf", "body_text"):
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return ("text" if name == "body_text" else "markup"), value
    others = (value for name, value in item.items() if name.startswith("body_"))
    other = next((v for v in others if isinstance(v, str) and v.strip()), "")
    if other:
        return ("markup" if other.lstrip().startswith("<") else "text"), other
    return "text", ""


def _worse(kind: str, value: str) -> int:
    """Rank bodies: HTML, other markup whose body is known, characters, the agency's own markup."""
    if not _is_markup(kind, value):
        return 2
    html = "html" in kind or not _MARKUP_TYPES.search(kind)
    return 0 if html else 1 if _NITF_BODY.search(value) else 3


def _is_markup(kind: str, value: str) -> bool:
    return bool(_MARKUP_TYPES.search(kind)) or value.lstrip().startswith("<")


def _rank(role: str) -> int:
    return _MAIN.index(role) if role in _MAIN else len(_MAIN)


def _main(item: Item, several: str, *single: str) -> str | None:
    entries = sorted(_valued(item, several), key=lambda entry: _rank(entry[0]))
    value = entries[0][2] if entries else _get(item, *single)
    return tidy(" ".join(plain(value).split()), 2000) if isinstance(value, str) else None


def _facts(item: Item) -> Facts:
    sources = _parties(item, "infoSources") or _parties(item, "infosources")
    providers = [name for name, role in sources if role.rpartition(":")[2].lower() in _PROVIDERS]
    holder = _string(_get(item, "copyrightHolder")) or _noticed(item)
    originators = [name for name, role in sources if name not in providers]
    given = _string(item.get("source"))
    uri = _string(_get(item, "uri"))
    credited = [*originators, *([given] if given else [])]
    return Facts(
        headline=_main(item, "headlines", "headline", "title"),
        standfirst=_standfirst(item),
        outlet=next(iter(providers), None) or holder or given,
        byline=names_in(_BY.sub("", _string(_get(item, "by", "byline")) or "", count=1)),
        published=iso_date(_get(item, "versionCreated", "firstCreated", "contentCreated")),
        language=_string(_get(item, "language"), 40),
        url=uri if uri and uri.startswith("http") else None,
        credits=tuple(dict.fromkeys(credited)),
        notes=_notes(item, holder, sources),
    )


def _noticed(item: Item) -> str | None:
    """Return whom the copyright notice names."""
    found = _NOTICE.search((_string(_get(item, "copyrightNotice")) or "")[:300])
    return found["name"].strip(" .") if found else None


def _standfirst(item: Item) -> str | None:
    wanted = ("summary", "standfirst", "lead", "intro", "abstract")
    return next(
        (tidy(plain(value)) for role, _, value in _valued(item, "descriptions") if role in wanted),
        None,
    )


def _parties(item: Item, name: str) -> list[tuple[str, str]]:
    held = item.get(name)
    found = []
    for entry in held[:50] if isinstance(held, list) else []:
        if isinstance(entry, dict):
            named = _string(entry.get("name") or entry.get("literal"), 200)
            found += [(named, str(entry.get("role") or ""))] if named else []
    return found


def _notes(item: Item, holder: str | None, sources: list[tuple[str, str]]) -> tuple[str, ...]:
    signals = _get(item, "signals", "signal") or []
    signals = signals if isinstance(signals, list) else [signals]
    marks = [
        s if isinstance(s, str) else _string(_get(s, "uri", "name", "literal", "code"))
        for s in signals[:20]
        if isinstance(s, (str, dict))
    ]
    said = [
        ("item", _string(_get(item, "uri"))),
        ("version", _string(_get(item, "version"), 100)),
        *(("signal", mark) for mark in marks),
        ("first created", iso_date(_get(item, "firstCreated"))),
        ("copyright holder", holder),
        ("copyright notice", _string(_get(item, "copyrightNotice"), 300)),
        ("by", _string(_get(item, "by", "byline"))),
        *(("source", f"{name} ({role})" if role else name) for name, role in sources),
        ("status", _string(_get(item, "pubStatus"))),
        ("editors' note", _string(_get(item, "edNote", "ednote"))),
        ("embargoed until", _string(_get(item, "embargoedUntil", "embargoed"), 100)),
    ]
    return tuple(f"{name}: {value}" for name, value in said if value)
