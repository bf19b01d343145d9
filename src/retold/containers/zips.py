"""Zip archives of pages and containers, one inside another at most.

Nothing is unpacked to disk. A bomb is stopped by the ratio of one member, by the number of
members and by the bytes of all of them, counted as they come out, whatever the archive claims.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from retold.containers.record import Record, refusal
from retold.containers.saved import folders_of_pages
from retold.reading.formats import limit_of

MAX_MEMBERS = 100_000
MAX_TOTAL = 1_000_000_000
"""Bytes that all members of an archive, and of those in it, may hold together."""
MAX_RATIO = 200
"""How many times its packed size a member may be; text reaches some tens."""
_FREE = 1_000_000
"""A member below this size is no bomb."""
_LONGEST_NAME, _DEEPEST = 2000, 60
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_ENCRYPTED = 0x1
_DONT_READ = frozenset({"__MACOSX", "Thumbs.db", ".DS_Store"})


class Budget:
    """The bytes that may still come out of an archive and the archives in it."""

    def __init__(self, total: int = MAX_TOTAL) -> None:
        self.left = total


def read_zip(stream: IO[bytes], name: str, budget: Budget) -> Iterator[Record]:
    """Yield the files of an archive in the order of their names."""
    try:
        archive = zipfile.ZipFile(stream)
        members = [member for member in archive.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError) as error:
        yield refusal(name, f"a broken zip archive ({error})"[:300])
        return
    with archive:
        if len(members) > MAX_MEMBERS:
            yield refusal(name, f"files after the {MAX_MEMBERS}th were not read")
        named = [member for member in members[:MAX_MEMBERS] if _is_plain(member.filename)]
        if len(named) < min(len(members), MAX_MEMBERS):
            yield refusal(name, "files whose names are too long or too deep were not read")
        shown = sorted(_shown(named), key=lambda member: member.filename)
        if not shown:
            yield refusal(name, "an empty archive")
        for member in shown:
            place = f"{name}#{_CONTROLS.sub('?', member.filename)[:400]}"
            if budget.left <= 0:
                large = f"more than {MAX_TOTAL // 1_000_000} MB unpacked"
                yield refusal(name, f"{large}; files from {place} on were not read")
                return
            yield _member(archive, member, place, budget)


def _shown(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Return the files that are not hidden and no pieces of a saved page."""
    beside: dict[PurePosixPath, list[str]] = {}
    folders: dict[PurePosixPath, set[str]] = {}
    for member in members:
        path = PurePosixPath(member.filename)
        beside.setdefault(path.parent, []).append(path.name)
        for above in path.parents:
            folders.setdefault(above.parent, set()).add(above.name)
    pieces = {
        parent / folder
        for parent, files in beside.items()
        for folder in folders_of_pages(folders.get(parent, ()), files)
    }
    return [
        member
        for member in members
        if not _hidden(path := PurePosixPath(member.filename)) and pieces.isdisjoint(path.parents)
    ]


def _is_plain(filename: str) -> bool:
    return len(filename) <= _LONGEST_NAME and filename.count("/") <= _DEEPEST


def _hidden(path: PurePosixPath) -> bool:
    return any(part in _DONT_READ or (part.startswith(".") and part != "..") for part in path.parts)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: str, budget: Budget
) -> Record:
    if member.flag_bits & _ENCRYPTED:
        return refusal(place, "encrypted; unpack it with its password first")
    path = PurePosixPath(member.filename.lower())
    suffix = PurePosixPath(path.stem).suffix if path.suffix == ".gz" else path.suffix
    most = min(limit_of(suffix), budget.left)
    allowed = max(_FREE, member.compress_size * MAX_RATIO)
    try:
        with archive.open(member) as file:
            data = file.read(min(most, allowed) + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
        return refusal(place, f"a broken file in the archive ({error})"[:300])
    except (NotImplementedError, RuntimeError) as error:
        return refusal(place, f"{error}; pack it anew with the usual compression"[:300])
    budget.left -= len(data)
    if len(data) > most:
        return refusal(place, f"larger than {most // 1_000_000} MB")
    if len(data) > allowed:
        return refusal(place, f"unpacks to more than {MAX_RATIO} times its size, as bombs do")
    return Record(place, data, suffix)
