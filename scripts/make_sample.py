"""Render the tradition ``e28-telecom`` as the pages that ship with the package.

::

    python scripts/make_sample.py tests/data/e28-telecom.json src/retold/sample

The event, its outlets and its people are invented; the texts are the project's own. The
pages look like what people save: HTML of several outlets, text dumps with menus in them, a
reader-mode Markdown file and a feed in JSON lines. What is true of them (who retold whom)
stands in the tradition and is not written beside them.
"""

from __future__ import annotations

import argparse
import html
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import groupby
from pathlib import Path
from string import Template
from typing import Any

TEMPLATES = Path(__file__).parent / "sample_templates"


@dataclass(frozen=True)
class Page:
    """How one version is saved."""

    version: str
    file: str
    slug: str
    zone: float
    """Hours that the outlet's clock is ahead of UTC."""
    shown: str
    """The date as the page prints it, in the language of ``strftime``."""
    author: str | None = None
    encoding: str = "utf-8"


PAGES = [
    Page("r1", "eastern-standard.html", "islands/cable-cut-17-per-cent", 2,
         "Monday 10 December 2029, %H.%M", "Marika Dellaporta"),
    Page("r2", "clickgazette.txt", "", 0, "%d %b, %Y %H:%M"),
    Page("r3", "alder-post.html", "world/anthemos-slow-internet", 0, "10 December 2029 %H:%M GMT"),
    Page("d1", "weekly-compass.html", "technology/anthemos-cable-outage-what-is-known", -5,
         "%B %d, %Y"),
    Page("d4", "sunrise-network.txt", "", -5, "Dec. 10, 2029 at %I:%M AM EST"),
    Page("d5", "world-in-brief.md", "", 0, "%d %B %Y, %H:%M"),
    Page("d6", "northline-radio.html", "news/2029/anthemos-without-internet", 0,
         "Mon 10 Dec 2029, 4.29pm"),
    Page("d7", "trendpulse.txt", "", 0, "%Y-%m-%d"),
    Page("d8", "capital-examiner.html", "world/121029-cable-crew-questioned", -5,
         "Monday, December 10, 2029, 1:31 p.m. EST", "Capital Examiner staff", "windows-1252"),
]  # fmt: skip
FEED = ["d3", "d2"]
FEED_FILE = "island-feed.jsonl"
OTHER = {
    "id": "anthemos-orchestra-20291210",
    "url": "https://kallithyra-courier.example/culture/orchestra-boat",
    "title": "Orchestra to play on the night boat to Anthemos",
    "description": "Four concerts at sea in January, weather permitting",
    "source": "Kallithyra Courier",
    "published": "2029-12-10T09:05:00Z",
    "content": (
        "The Kallithyra chamber orchestra will give four concerts in January on board the night "
        "boat to Anthemos, its director said on Monday.\n\n"
        "The players are to sit in the lounge on the upper deck, where 180 chairs will be screwed "
        "to the floor. “A cello is a patient passenger,” said the director, Lydia Vourla, who "
        "learned the route as a ticket clerk.\n\n"
        "Seats cost 18 euros on top of the fare. If the wind rises above force seven, the "
        "audience will get its money back and the orchestra its soup."
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tradition", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    tradition = json.loads(options.tradition.read_text(encoding="utf-8"))
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, data in render(tradition).items():
        (options.folder / name).write_bytes(data)


def render(tradition: dict[str, Any]) -> dict[str, bytes]:
    """Return the sample's files by name."""
    versions = {version["id"]: version for version in tradition["versions"]}
    files = {page.file: _page(page, versions[page.version]) for page in PAGES}
    records = [_record(versions[name]) for name in FEED]
    lines = [json.dumps(record, ensure_ascii=False) for record in (records[0], OTHER, records[1])]
    files[FEED_FILE] = ("\n".join(lines) + "\n").encode()
    return files


def paragraphs(version: dict[str, Any]) -> list[str]:
    """Return a version's paragraphs."""
    grouped = groupby(version["sentences"], key=lambda sentence: sentence["paragraph"])
    return [" ".join(sentence["text"] for sentence in group) for _, group in grouped]


def _page(page: Page, version: dict[str, Any]) -> bytes:
    template = Template((TEMPLATES / page.file).read_text(encoding="utf-8"))
    clock = _clock(version).astimezone(timezone(timedelta(hours=page.zone)))
    values = {"shown": clock.strftime(page.shown), "iso": clock.isoformat()}
    if page.file.endswith(".html"):
        values |= _html_values(page, version, clock)
    else:
        blank = "\n\n\n\n" if page.file == "trendpulse.txt" else "\n\n"
        values |= {"headline": version["headline"], "standfirst": _standfirst(version) or ""}
        values |= {"body": blank.join(paragraphs(version))}
    text = template.substitute(values)
    return text.encode(page.encoding, "xmlcharrefreplace")


def _html_values(page: Page, version: dict[str, Any], clock: datetime) -> dict[str, str]:
    marked = [f"<p>{html.escape(text, quote=False)}</p>" for text in paragraphs(version)]
    ad = '<div class="ad-slot" aria-hidden="true">Advertisement</div>'
    described = _described(page, version, clock)
    site = {"@type": "WebSite", "name": version["outlet"], "url": _site(version)}
    graph = {"@context": "https://schema.org", "@graph": [site, described]}
    return {
        "headline": html.escape(version["headline"]),
        "standfirst": html.escape(_standfirst(version) or ""),
        "url": f"{_site(version)}/{page.slug}",
        "body": "\n".join(marked),
        "body_with_ad": "\n".join([*marked[:2], ad, *marked[2:]]),
        "jsonld": _json({"@context": "https://schema.org", **described}),
        "jsonld_graph": _json(graph),
    }


def _described(page: Page, version: dict[str, Any], clock: datetime) -> dict[str, Any]:
    """Return the schema.org description of a page."""
    author = {"@type": "Person", "name": page.author} if page.author else None
    fields = {
        "@type": "NewsArticle",
        "headline": version["headline"],
        "description": _standfirst(version),
        "datePublished": clock.isoformat(),
        "author": author,
        "publisher": {"@type": "NewsMediaOrganization", "name": version["outlet"]},
        "mainEntityOfPage": f"{_site(version)}/{page.slug}",
    }
    return {name: value for name, value in fields.items() if value}


def _record(version: dict[str, Any]) -> dict[str, Any]:
    """Return a version as a record of the feed."""
    clock = _clock(version)
    name = version["outlet"].lower().replace(" ", "-")
    return {
        "id": f"{name}-{clock:%Y%m%d}",
        "url": f"{_site(version)}/{clock:%Y/%m/%d}/anthemos",
        "title": version["headline"],
        "description": _standfirst(version),
        "source": version["outlet"],
        "published": clock.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "content": "\n\n".join(paragraphs(version)),
    }


def _clock(version: dict[str, Any]) -> datetime:
    return datetime.strptime(version["published"], "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)


def _standfirst(version: dict[str, Any]) -> str | None:
    return None if version["standfirst"] == "-" else version["standfirst"]


def _site(version: dict[str, Any]) -> str:
    return f"https://{version['outlet'].lower().replace(' ', '-')}.example"


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=True, indent=1)


if __name__ == "__main__":
    main()
