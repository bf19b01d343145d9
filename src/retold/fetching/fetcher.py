"""Addresses fetched as a good guest does: slowly, briefly, by the host's rules, nothing local.

Everything that comes is kept; with ``offline`` only what was kept is used, and the run is the
same to the last character.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from retold.containers import Facts, Record
from retold.fetching import robots
from retold.fetching.addresses import host_of, problem_of, without_fragment
from retold.fetching.kept import REFUSED, Answer, default_folder, keep, keep_refusal, kept, now

if TYPE_CHECKING:
    import httpx

AGENT = "Retold"
MAX_BYTES = 50_000_000
MAX_REDIRECTS = 5
SECONDS = 30.0
"""What one request may take, from looking the name up to the last byte."""
PAUSE = 1.0
"""Seconds from one request to a host to the next."""
_WAIT = 10.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SERVER_FAULT = 500
_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/json": ".json",
    "application/ld+json": ".json",
    "application/feed+json": ".json",
    "application/x-ndjson": ".jsonl",
    "text/csv": ".csv",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
    "application/zip": ".zip",
    "application/warc": ".warc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


@dataclass(frozen=True, slots=True)
class Web:
    """How addresses are fetched.

    Args:
        allow_local: Ask private and local addresses too, such as a test server on this machine.
        offline: Use what was kept and ask nobody.
        kept: The folder for what comes; the user's cache if not given.
        follow: How many of the addresses that feeds and sitemaps list are fetched too.
    """

    allow_local: bool = False
    offline: bool = False
    kept: Path | None = None
    follow: int = 0


class _Refused(Exception):  # noqa: N818  (an outcome on its way up, no error)
    """An address gave no page; the message says why."""


class Fetcher:
    """Fetches addresses, one after another, and remembers hosts and their rules."""

    def __init__(
        self,
        web: Web,
        *,
        look_up: Callable[[str, int], list[str]] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._web = web
        self._folder = web.kept or default_folder()
        self._look_up = look_up
        self._clock = clock
        self._sleep = sleep
        self._client: httpx.Client | None = None
        self._deadline: Any = None
        self._asked: dict[str, float] = {}
        self._rules: dict[str, robots.Robots | str] = {}

    def __enter__(self) -> Fetcher:  # noqa: PYI034  (nobody inherits from it)
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            self._client.close()

    def fetch(self, url: str) -> Record:
        """Return what an address gives, as a record for the reader, or the reason why nothing."""
        problem = problem_of(url)
        if problem is not None:
            return Record(url, problem=problem)
        asked = without_fragment(url)
        try:
            answers = self._from_disk(asked) if self._web.offline else self._from_web(asked)
        except _Refused as reason:
            if not self._web.offline:
                keep_refusal(self._folder, asked, str(reason))
            return Record(url, problem=str(reason))
        return _record(url, answers[-1])

    def _from_disk(self, url: str) -> list[Answer]:
        answers = kept(self._folder, url)
        if not answers:
            raise _Refused("not fetched before; run once without --offline")
        if answers[-1].status == REFUSED:
            raise _Refused(answers[-1].body.decode("utf-8", "replace"))
        return answers

    def _from_web(self, url: str) -> list[Answer]:
        """Ask for an address and whatever it redirects to; keep all of it."""
        answers: list[Answer] = []
        at = url
        while True:
            self._obey(at)
            answer = self._ask(at, MAX_BYTES)
            answers.append(answer)
            if answer.status not in _REDIRECTS or not answer.header("location"):
                break
            if len(answers) > MAX_REDIRECTS:
                raise _Refused(f"more than {MAX_REDIRECTS} redirects, the last to {at[:200]}")
            at = without_fragment(_next(at, answer))
            problem = problem_of(at)
            if problem is not None:
                raise _Refused(f"it redirects to {at[:200]}: {problem}")
        keep(self._folder, url, answers)
        return answers

    # -- a good guest ------------------------------------------------------------------------

    def _obey(self, url: str) -> None:
        """Refuse what the host's robots.txt closes to us."""
        if not self._rules_of(url).allows(url):
            raise _Refused(f"robots.txt of {host_of(url)} closes it to {AGENT}; save it by hand")

    def _rules_of(self, url: str) -> robots.Robots:
        """Return a host's rules; one that can't be asked for them is not asked again."""
        host = host_of(url)
        if host not in self._rules:
            try:
                self._rules[host] = self._ask_for_rules(host)
            except _Refused as reason:
                self._rules[host] = str(reason)
        rules = self._rules[host]
        if isinstance(rules, str):
            raise _Refused(rules)
        return rules

    def _ask_for_rules(self, host: str) -> robots.Robots:
        at = f"{host}/robots.txt"
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._ask(at, robots.MAX_BYTES, cut=True)
            if answer.status not in _REDIRECTS or not answer.header("location"):
                break
            at = _next(at, answer)
            if problem_of(at) is not None:
                return robots.EVERYTHING
        if answer.status >= _SERVER_FAULT:
            raise _Refused(f"robots.txt of {host} can't be had ({answer.status}); try again later")
        if answer.status != 200:
            return robots.EVERYTHING
        return robots.parse(answer.body.decode("utf-8", "replace"), AGENT)

    def _pause(self, url: str) -> None:
        """Wait until a host may be asked again."""
        host = (urlsplit(url).hostname or "").lower()
        rules = self._rules.get(host_of(url))
        delay = rules.delay if isinstance(rules, robots.Robots) else 0.0
        last = self._asked.get(host)
        if last is not None:
            left = last + max(PAUSE, delay) - self._clock()
            if left > 0:
                self._sleep(left)
        self._asked[host] = self._clock()

    # -- one request -------------------------------------------------------------------------

    def _ask(self, url: str, limit: int, *, cut: bool = False) -> Answer:
        """Return the answer to one request.

        Args:
            url: The address.
            limit: How many bytes may come, packed and unpacked.
            cut: Whether what goes beyond is cut off, not refused.
        """
        import httpcore  # noqa: PLC0415  (slow import)
        import httpx  # noqa: PLC0415  (slow import)

        from retold.fetching.wire import ForbiddenError, LateError  # noqa: PLC0415

        self._pause(url)
        client = self._opened()
        client.cookies.clear()
        self._deadline.start(SECONDS)
        try:
            with client.stream("GET", url) as response:
                return _answer(url, response, limit, cut=cut)
        except ForbiddenError as error:
            raise _Refused(f"{error}; --allow-local permits a test server") from error
        except (LateError, httpcore.TimeoutException, httpx.TimeoutException) as error:
            raise _Refused(f"no full answer from {host_of(url)} in {SECONDS:g} s") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError) as error:
            said = f"{host_of(url)} can't be asked: {error}"[:250]
            raise _Refused(f"{said}; check the address and the connection") from error
        except (httpx.InvalidURL, UnicodeError, ValueError, OSError) as error:
            raise _Refused(f"the address can't be asked: {error}"[:300]) from error

    def _opened(self) -> httpx.Client:
        if self._client is None:
            import httpx  # noqa: PLC0415  (slow import)

            from retold.fetching import wire  # noqa: PLC0415  (imports httpx)

            self._deadline = wire.Deadline(self._clock)
            backend = wire.Backend(
                self._deadline,
                allow_local=self._web.allow_local,
                look_up=self._look_up or wire.resolve,
            )
            self._client = httpx.Client(
                transport=wire.Transport(backend),
                headers={
                    "User-Agent": agent(),
                    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
                    "Accept-Encoding": "gzip, deflate",
                },
                timeout=_WAIT,
                trust_env=False,
                follow_redirects=False,
            )
        return self._client


def agent() -> str:
    """Return the name by which servers know us."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return f"{AGENT}/{version('retold')} (traces news texts; fetches single pages)"
    except PackageNotFoundError:
        return f"{AGENT} (traces news texts; fetches single pages)"


def _answer(url: str, response: httpx.Response, limit: int, *, cut: bool) -> Answer:
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    body = b"" if response.status_code in _REDIRECTS else _body(response, limit, cut=cut)
    names = ("content-type", "location", "last-modified", "etag", "date")
    headers = tuple((n, response.headers[n]) for n in names if n in response.headers)
    ip = str(peer[0]) if peer else ""
    return Answer(url, response.status_code, headers, body, now(), ip)


def _body(response: httpx.Response, limit: int, *, cut: bool) -> bytes:
    """Return the bytes of a response, unpacked, and never more than the limit."""
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise _Refused(f"the server packs as “{coding[:20]}”, which was not asked for")
    unpack = zlib.decompressobj(47) if coding not in ("", "identity") else None
    parts: list[bytes] = []
    size = 0
    try:
        for chunk in response.iter_raw():
            part = unpack.decompress(chunk, limit + 1 - size) if unpack else chunk
            parts.append(part)
            size += len(part)
            if size > limit:
                break
    except zlib.error as error:
        raise _Refused(f"the server's answer is packed wrongly ({error})") from error
    if size > limit and not cut:
        raise _Refused(f"larger than {limit // 1_000_000} MB")
    return b"".join(parts)[:limit]


def _record(url: str, answer: Answer) -> Record:
    """Return the record of the last answer: a page with its address, or what went wrong."""
    if answer.status != 200:
        said = {403: "; the site may bar programs: save the page from a browser", 429: "; wait"}
        tip = said.get(answer.status, "")
        return Record(url, problem=f"the server answered {answer.status}{tip}")
    kind, _, rest = answer.header("content-type").partition(";")
    charset = rest.partition("charset=")[2].strip().strip("\"'").partition(";")[0] or None
    suffix = _KINDS.get(kind.strip().lower())
    facts = Facts(url=answer.url, notes=(f"fetched {answer.time}",))
    return Record(url, answer.body, suffix, facts, charset)


def _next(at: str, answer: Answer) -> str:
    """Return where a redirect leads.

    Raises:
        _Refused: To what is no address.
    """
    try:
        return urljoin(at, answer.header("location"))
    except ValueError as error:
        raise _Refused(f"it redirects to what is no address: {error}"[:300]) from None
