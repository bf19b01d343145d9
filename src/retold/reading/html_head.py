"""What the source of an HTML page says about it outside its visible text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

_ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"?|'([^']*)'?|([^\s>\"']+)))?")
_CONCEALED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CLASSES = re.compile(
    r"(?:class|id|itemprop|data-testid)\s*=\s*"
    r"(?:\"([^\"]{1,200})|'([^']{1,200})|([^\s>\"']{1,200}))"
)
_USUAL = re.compile(
    r"=(?:(?<=class=)|(?<=id=)|(?<=itemprop=)|(?<=\s(=)))\s*"
    r"(?:\"([^\"]{1,200})|'([^']{1,200})|([^\s>\"']{1,200}))"
)
"""The same sought from the equals sign on, which is quicker."""
_USUAL_LENGTH = 200
_MAX_SCRIPTS = 60
_MAX_TIMES = 200
_LONGEST_LD = 3_000_000


@dataclass(slots=True)
class Head:
    """What the source says about the page outside its visible text."""

    title: str = ""
    language: str | None = None
    canonical: str | None = None
    metas: dict[str, list[str]] = field(default_factory=dict)
    linked_data: list[str] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)
    nodes: list[dict[str, Any]] | None = None
    """The nodes of the linked data, once they have been taken apart."""
    posts: list[Any] | None = None
    """The posts of a live blog that the linked data list, once they have been asked for."""

    def meta(self, *names: str) -> str | None:
        """Return the first filled meta tag of these names."""
        for name in names:
            for value in self.metas.get(name, ()):
                if value.strip():
                    return value.strip()
        return None

    def add_linked_data(self, script: str) -> None:
        """Keep a script of linked data, if it is not too long."""
        if len(script) <= _LONGEST_LD and len(self.linked_data) < _MAX_SCRIPTS:
            self.linked_data.append(script)

    def collect(self, name: str, attributes: str) -> None:
        """Note what a tag of the source says about the page."""
        if name == "link" and "canonical" not in attributes.lower() and "&" not in attributes:
            return
        found = attributes_of(attributes)
        if name == "html":
            self.language = self.language or found.get("lang") or found.get("xml:lang")
        elif name == "link":
            if "canonical" in found.get("rel", "").lower().split() and not self.canonical:
                self.canonical = found.get("href")
        elif name == "time":
            if "datetime" in found and len(self.times) < _MAX_TIMES:
                role = f"{found.get('itemprop', '')} {found.get('class', '')}".lower()
                self.times.append((found["datetime"], role))
        else:
            key = found.get("property") or found.get("name") or found.get("itemprop") or ""
            values = self.metas.setdefault(key.strip().lower(), [])
            if found.get("content") and len(values) < 20:
                values.append(found["content"])


def attributes_of(text: str) -> dict[str, str]:
    """Return the attributes of a tag, names in lower case, values unescaped."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found


@lru_cache(maxsize=4096)
def classes_of(attributes: str) -> str:
    """Return the classes and names among the attributes of a tag, in lower case."""
    small = attributes.lower()
    if len(small) <= _USUAL_LENGTH:
        names: list[str] = []
        for spaced, double, single, bare in _USUAL.findall(small):
            if spaced:
                break
            names.append(double or single or bare)
        else:
            return " ".join(names)
    return " ".join("".join(match) for match in _CLASSES.findall(small))


@lru_cache(maxsize=4096)
def conceals(attributes: str) -> bool:
    """Tell whether the attributes of a tag hide what is in it."""
    lower = attributes.lower()
    if "hidden" not in lower and "none" not in lower:
        return False
    found = attributes_of(attributes)
    return ("hidden" in found and found["hidden"] != "until-found") or (
        _CONCEALED.search(found.get("style", "")) is not None
    )
