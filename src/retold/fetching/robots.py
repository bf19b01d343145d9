"""robots.txt as RFC 9309 has it: the group for us, the longest rule, ``*`` and ``$``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes, urlsplit

MAX_BYTES = 512_000
"""What the standard asks of a reader, and as much as is read."""
_MAX_RULES = 5000
_LONGEST_RULE = 2000
_MOST_DELAY = 30.0
_LINE = re.compile(r"\s*([A-Za-z-]{1,40})\s*:\s*(.*?)\s*$")
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")


@dataclass(frozen=True, slots=True)
class Robots:
    """What a host asks of us: rules (path pattern, allowed) and seconds between requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        r"""Tell whether an address may be asked for.

        >>> parse("User-agent: *\nDisallow: /a*.html$", "Retold").allows("https://e.org/a/b.html")
        False
        """
        parts = urlsplit(url)
        path = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
        if path == "/robots.txt":
            return True
        best = max(
            ((len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, path)),
            default=(0, True),
        )
        return best[1]


EVERYTHING = Robots()
NOTHING = Robots((("/", False),))


def parse(text: str, agent: str) -> Robots:
    """Return what a robots.txt asks of an agent, by its product name."""
    groups = _groups(text)
    wanted = agent.lower()
    ours = [g for g in groups if wanted in g[0]] or [g for g in groups if "*" in g[0]]
    rules = tuple(rule for _, own, _ in ours for rule in own)[:_MAX_RULES]
    delay = max((delay for _, _, delay in ours), default=0.0)
    return Robots(rules, min(delay, _MOST_DELAY))


Group = tuple[set[str], list[tuple[str, bool]], float]


def _groups(text: str) -> list[Group]:
    groups: list[Group] = []
    agents: set[str] = set()
    rules: list[tuple[str, bool]] = []
    delay, ruled = 0.0, False
    for raw in text.lstrip("\ufeff").splitlines():
        found = _LINE.match(raw.partition("#")[0][: _LONGEST_RULE + 50])
        if found is None:
            continue
        key, value = found.group(1).lower(), found.group(2)
        if key == "user-agent":
            if ruled:
                groups.append((agents, rules, delay))
                agents, rules, delay, ruled = set(), [], 0.0, False
            agents = agents | {value.partition("/")[0].strip().lower()}
        elif key in ("allow", "disallow"):
            ruled = True
            if value:
                rules.append((_normal(value[:_LONGEST_RULE]), key == "allow"))
        elif key == "crawl-delay":
            ruled = True
            delay = _seconds(value)
    groups.append((agents, rules, delay))
    return groups


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        return 0.0
    return seconds if 0 < seconds < 1e6 else 0.0


def _normal(path: str) -> str:
    """Return a path with its escapes in one form, so that rules and paths can be compared."""
    if path.isascii() and not _ESCAPED.search(path):
        return path
    return quote(unquote_to_bytes(path), safe="/*$?&=;:@!,'()+~%#[]")


def _fits(pattern: str, path: str) -> bool:
    """Tell whether a path matches a rule, each piece between stars found where it first can be."""
    anchored = pattern.endswith("$")
    pieces: Sequence[str] = (pattern[:-1] if anchored else pattern).split("*")
    if not path.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    if len(pieces) == 1:
        return at == len(path) if anchored else True
    for piece in pieces[1:-1]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    last = pieces[-1]
    if anchored:
        return len(path) - at >= len(last) and path.endswith(last)
    return path.find(last, at) >= 0
