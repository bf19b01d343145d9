"""NewsML-G2: the text items of an item or a message, with what the agency says about them."""

from __future__ import annotations

from collections.abc import Iterator

from retold.containers.markup import (
    BROKEN,
    BrokenError,
    Element,
    bare,
    child,
    children,
    elements,
    line,
    markup_of,
    plain,
    text_of,
)
from retold.containers.record import MAX_RECORDS, Facts, Record, refusal, told
from retold.reading.dates import iso_date
from retold.reading.meta import names_in

ROOTS = frozenset({"newsMessage", "newsItem", "packageItem"})
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_BODY = frozenset({"head", "title", "hedline", "docdata", "script", "style"})


def read_newsml(data: bytes, name: str) -> Iterator[Record]:
    """Yield the news items of a NewsML-G2 document."""
    root = ""
    number = 0
    try:
        for tag, element in elements(data, frozenset({"newsItem"})):
            if not tag:
                root = bare(element)
                continue
            number += 1
            if number > MAX_RECORDS:
                yield refusal(name, f"items after the {MAX_RECORDS}th were not read")
                return
            place = name if root == "newsItem" else f"{name}#{number}"
            yield refusal(place, BROKEN) if tag == "!" else _item(element, place)
    except BrokenError as error:
        yield refusal(name, f"{error}; items from there on were not read")
        return
    if not number:
        yield refusal(name, "a package without news items; give the items that it points to")


def _item(item: Element, name: str) -> Record:
    meta, content = child(item, "itemMeta"), child(item, "contentMeta")
    status = _code(child(meta, "pubStatus"))
    if status in ("stat:canceled", "stat:cancelled"):
        return refusal(name, "the agency has cancelled this item")
    facts = _facts(item, meta, content)
    body = _body(child(item, "contentSet"))
    if not body:
        kind = (_code(child(meta, "itemClass")) or "").rpartition(":")[2]
        return refusal(name, f"a {kind} item without text" if kind else "an item without text")
    return told(name, body, facts)


def _body(content: Element | None) -> str:
    """Return the text of an item: its inline markup, or its inline data."""
    for part in children(content, "inlineXML") if content is not None else []:
        text = plain("".join(map(markup_of, _bodies(part))))
        if text:
            return text
    for part in children(content, "inlineData") if content is not None else []:
        kind = part.get("contenttype") or ""
        if part.get("encoding") or (kind and not kind.startswith("text/")):
            continue
        raw = text_of(part)
        text = plain(raw) if "html" in kind else raw.strip()
        if text:
            return text
    return ""


def _bodies(part: Element) -> list[Element]:
    """Return the bodies of the pages inside, without their heads; else all that is there."""
    found = [e for e in part.iter() if bare(e) in ("body", "body.content")]
    inner = [e for e in found if not any(o is not e and o in list(e.iter()) for o in found)]
    for element in inner:
        for head in [e for e in element.iter() if bare(e) in _NO_BODY and e is not element]:
            parent = head.getparent()
            if parent is not None:
                parent.remove(head)
    return inner or [part]


def _facts(item: Element, meta: Element | None, content: Element | None) -> Facts:
    lines = [name for text in _parties(content, "creditline") for name in _credited(text)]
    sources = [*_parties(content, "infoSource"), *lines]
    provider = next(iter(_parties(meta, "provider")), None)
    rights = child(item, "rightsInfo")
    holder = next(iter(_parties(rights, "copyrightHolder")), None)
    creators = _parties(content, "creator") + _parties(content, "contributor")
    by = line(child(content, "by"), 500)
    url = (
        next(
            (found for part in children(meta, "itemMetaExtProperty") if (found := _address(part))),
            None,
        )
        if meta is not None
        else None
    )
    language = child(content, "language")
    first = line(child(meta, "firstCreated"), 100)
    shown = line(child(meta, "versionCreated"), 100) or first
    return Facts(
        headline=line(child(content, "headline")) or line(child(meta, "title")),
        standfirst=_standfirst(content),
        outlet=provider or holder,
        byline=names_in(by) if by else tuple(n for c in creators for n in names_in(c)),
        published=iso_date(shown),
        language=(language.get("tag") if language is not None else None) or item.get(_XML_LANGUAGE),
        url=url,
        credits=tuple(dict.fromkeys(sources)),
        notes=_notes(item, meta, holder, by, sources),
    )


def _notes(
    item: Element, meta: Element | None, holder: str | None, by: str | None, sources: list[str]
) -> tuple[str, ...]:
    signals = [_code(part) for part in children(meta, "signal")] if meta is not None else []
    notice = line(child(child(item, "rightsInfo"), "copyrightNotice"), 300)
    said = [
        ("item", item.get("guid")),
        ("version", item.get("version")),
        *(("signal", signal) for signal in signals[:20]),
        ("first created", iso_date(line(child(meta, "firstCreated"), 100))),
        ("copyright holder", holder),
        ("copyright notice", notice),
        ("by", by),
        *(("source", source) for source in sources[:20]),
        ("status", _code(child(meta, "pubStatus"))),
        ("editors' note", line(child(meta, "edNote"), 1000)),
        ("embargoed until", line(child(meta, "embargoed"), 100)),
    ]
    return tuple(f"{name}: {value[:1000]}" for name, value in said if value)


def _parties(element: Element | None, name: str) -> list[str]:
    if element is None:
        return []
    found = []
    for part in children(element, name)[:50]:
        named = line(child(part, "name"), 200) or (line(part, 200) if not len(part) else None)
        named = named or part.get("literal") or _local(part)
        found += [named] if named else []
    return found


def _credited(text: str) -> list[str]:
    """Return the parties of a credit line: ``AP/Lisk Radio`` names two."""
    return [name for part in text.split("/") if (name := part.strip())] or [text]


def _local(part: Element) -> str | None:
    """Return what a code says beyond its scheme: ``nprov:AP`` is AP."""
    code = _code(part)
    return code.rpartition(":")[2].rpartition("/")[2] if code else None


def _code(element: Element | None) -> str | None:
    return (element.get("qcode") or element.get("uri")) if element is not None else None


def _address(part: Element) -> str | None:
    value = part.get("value") or ""
    return value if (part.get("type") or "").endswith(":url") and value.startswith("http") else None


def _standfirst(content: Element | None) -> str | None:
    wanted = ("drol:summary", "drol:standfirst", "drol:lead", "drol:abstract")
    for part in children(content, "description") if content is not None else []:
        if part.get("role") in wanted:
            return line(part)
    return None
