"""What was fetched, kept on disk as WARC files, so that a run can be repeated offline.

One file an address, named after its host and digest; the newest answer replaces an older one
only once it is written in full. Any tool that knows WARC can open them, and so can
``retold trace FOLDER``.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from retold.errors import InputError

_UNSAFE = re.compile(r"[^A-Za-z0-9.-]")
_LARGEST = 200_000_000
_VERSION = b"WARC/1.1"
REFUSED = -1
"""The status of an address that gave no answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer: the address asked, the status, the headers that matter, the body.

    ``headers`` have lower-case names. ``time`` is when it came, ``ip`` from where. With the
    status :data:`REFUSED` nothing came; ``body`` says why.
    """

    url: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    time: str = ""
    ip: str = ""

    def header(self, name: str) -> str:
        """Return a header's value, empty if it is not there."""
        return next((value for key, value in self.headers if key == name), "")


def now() -> str:
    """Return this second as WARC writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def default_folder() -> Path:
    """Return where answers are kept if no folder is given: the user's cache."""
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(cache).expanduser() / "retold" / "fetched"


def place_of(folder: Path, url: str) -> Path:
    """Return the file that an address's answers are kept in."""
    host = _UNSAFE.sub("_", urlsplit(url).hostname or "unknown")[:80]
    return folder / f"{host}-{hashlib.sha256(url.encode()).hexdigest()[:16]}.warc"


def keep(folder: Path, url: str, answers: list[Answer]) -> None:
    """Write the answers to an address, redirects first.

    Raises:
        InputError: The folder can't be written to.
    """
    _write(folder, url, b"".join(_record(answer) for answer in answers))


def keep_refusal(folder: Path, url: str, reason: str) -> None:
    """Write why an address gave nothing; an answer from an earlier time is kept instead.

    Raises:
        InputError: The folder can't be written to.
    """
    before = kept(folder, url)
    if not before or before[-1].status == REFUSED:
        head = [
            "WARC-Type: metadata",
            f"WARC-Record-ID: {_id_of(reason.encode() + url.encode())}",
            f"WARC-Target-URI: {_one_line(url)}",
            f"WARC-Date: {now()}",
            "Content-Type: text/plain",
        ]
        _write(folder, url, _framed(head, reason.encode("utf-8", "replace")))


def _write(folder: Path, url: str, data: bytes) -> None:
    place = place_of(folder, url)
    unfinished = place.with_suffix(f".{os.getpid()}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(data)
        unfinished.replace(place)
    except OSError as error:
        reason = (error.strerror or "can't be written to").lower()
        raise InputError(str(folder), f"{reason}; give another folder with --kept") from error


def _record(answer: Answer) -> bytes:
    lines = [f"HTTP/1.1 {answer.status} Kept", *(f"{k}: {_one_line(v)}" for k, v in answer.headers)]
    http = "\r\n".join(lines).encode("utf-8", "replace") + b"\r\n\r\n" + answer.body
    head = [
        "WARC-Type: response",
        f"WARC-Record-ID: {_id_of(http + answer.url.encode())}",
        f"WARC-Target-URI: {_one_line(answer.url)}",
        f"WARC-Date: {answer.time or now()}",
        *([f"WARC-IP-Address: {answer.ip}"] if answer.ip else []),
        "Content-Type: application/http; msgtype=response",
    ]
    return _framed(head, http)


def _id_of(data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()[:32]
    parts = (digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:])
    return f"<urn:uuid:{'-'.join(parts)}>"


def _framed(head: list[str], block: bytes) -> bytes:
    lines = "\r\n".join([*head, f"Content-Length: {len(block)}"]).encode("utf-8", "replace")
    return _VERSION + b"\r\n" + lines + b"\r\n\r\n" + block + b"\r\n\r\n"


def _one_line(value: str) -> str:
    return " ".join(value.split())[:8000]


def kept(folder: Path, url: str) -> list[Answer]:
    """Return the answers that were kept for an address; none if there are none."""
    place = place_of(folder, url)
    try:
        with place.open("rb") as file:
            data = file.read(_LARGEST)
    except OSError:
        return []
    answers: list[Answer] = []
    at = 0
    while data.startswith(_VERSION, at):
        head_end = data.find(b"\r\n\r\n", at)
        head = _fields(data[at:head_end]) if head_end > 0 else {}
        length = head.get("content-length", "")
        if not length.isdecimal():
            break
        start = head_end + 4
        answers.append(_answer(head, data[start : start + int(length)]))
        at = start + int(length) + 4
    return answers


def _answer(head: dict[str, str], http: bytes) -> Answer:
    if head.get("warc-type") == "metadata":
        return Answer(head.get("warc-target-uri", ""), REFUSED, body=http)
    lines, _, body = http.partition(b"\r\n\r\n")
    status = lines.split(b"\r\n", 1)[0].split(b" ")[1:2]
    code = int(status[0]) if status and status[0].isdigit() else 0
    return Answer(
        url=head.get("warc-target-uri", ""),
        status=code,
        headers=tuple(_fields(lines).items()),
        body=body,
        time=head.get("warc-date", ""),
        ip=head.get("warc-ip-address", ""),
    )


def _fields(lines: bytes) -> dict[str, str]:
    found = {}
    for line in lines.split(b"\r\n")[1:]:
        key, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            found[key.strip().lower()] = value.strip()
    return found
