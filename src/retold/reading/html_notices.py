"""Blocks that are no text of an article by what they are called, or by a phrase of the site.

The models weigh; what stands here is sure enough to decide alone. Nothing in it names a site.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from retold.reading.lines import Kind
from retold.reading.reasons import asks_to_pay

_SHORT, _LINE = 140, 400
_EMBEDS = (
    "twitter-tweet", "instagram-media", "fb-post", "tiktok-embed", "bluesky-embed",
    "threads-post", "tweet-embed",
)  # fmt: skip
_PULLED = re.compile(r"pull-?(?:ed-?)?quote|quote-?pull|\bpq\b")
_TEASER = re.compile(
    r"(?:^|[\s_-])(?:promo\w{0,12}[_-]{1,2}(?:title|description|content|text)"
    r"|card[_-]{1,2}(?:title|content|author|dek|description|text)"
    r"|(?:related|recirc|recommended)[_-]{1,2}\w{0,20})"
)
_LETTER = re.compile(r"(?:^|[\s_-])newsletter")
_NOTED = re.compile(r"(?:^|[\s_-])disclaimer|(?:player|video|audio)[_-]{1,2}desc")
_BIO = re.compile(r"(?:^|[\s_-])(?:author|writer|contributor)?[_-]{0,2}bio(?:graphy)?(?:$|[\s_-])")
_PRINTED = re.compile(
    r"\W{0,3}(?:(?:article|page|story) printed (?:from|on)|printed (?:from|on)|url to article"
    r"|source url|find this (?:article|page|story) (?:at|on)|click here to print"
    r"|print this (?:page|article)|close (?:this )?window)\b",
    re.IGNORECASE,
)
_SIGNED_SITE = re.compile(
    r"\W{0,3}[\w .'’&-]{2,60}? [-–|] https?://[^\s/]{3,80}/?\W{0,3}$", re.IGNORECASE
)
_APPEARED = re.compile(
    r"the (?:post|article) .{3,300} (?:first appeared|appeared first) on ", re.IGNORECASE
)
_ADDRESSED = re.compile(
    r"\W{0,3}(?:[\w’'-]{1,20}[ :]{1,2}){0,5}https?://[^\s<>]{4,500}", re.IGNORECASE
)
_POSTED_BY = re.compile(r"posted by [^\n]{2,80}? on [^\n]{0,12}\d", re.IGNORECASE)
_FORM = re.compile(
    r"thank(?:s| you) for (?:signing up|subscribing)|(?:keep an eye on|check) your inbox"
    r"|error (?:processing|with) your (?:subscription|request)|enter (?:a valid|your) e-?mail"
    r"|(?:delivered|straight|sent) (?:straight |right )?to your (?:inbox|door|letterbox)"
    r"|delivered through your letterbox|^\W{0,3}subscribe (?:to|for|now|today|from)\b"
    r"|this (?:slideshow|video|site) requires javascript",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\W{0,3}(?:click|tap|go) here to (?:read|print|subscribe|sign|buy|order|shop|register|join)\b"
    r"|\W{0,3}read (?:more|next|also)\s?:|\[/?button\b",
    re.IGNORECASE,
)
_PICTURED = re.compile(
    r"(?:pictured|seen here|(?:photo|picture|image)s? shows?)\s?"
    r"(?:[:,]|(?:at|from|on|are|is|in|with|above|below|here|right|left|centre|center)\b)",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w&.’'-]{1,40})(?: [\w&.,’'()-]{1,30}){0,4}? is (?:an?|the|one of the)\b"
    r"[^.]{0,90}\b(?:provider|manufacturer|supplier|developer|operator|leader|company|group|firm)\b"
)
_SEATED = re.compile(
    r"\bheadquarter|\bemploys\b|\bregistered shares\b|\blisted on\b|\bwas founded in\b|\bwww\.",
    re.IGNORECASE,
)
_MOST_ABOUT = 4


@lru_cache(maxsize=4096)
def of_classes(classes: str) -> Kind | None:
    """Return what a block is whose classes say that it is shown from elsewhere.

    >>> of_classes("twitter-tweet").name
    'embed'
    """
    if not classes:
        return None
    if any(map(classes.__contains__, _EMBEDS)):
        return Kind("embed", "a post of another site, shown inside the article")
    if ("quote" in classes or "pq" in classes) and _PULLED.search(classes):
        return Kind("pull quote", "words of the article, set large beside it")
    return None


@lru_cache(maxsize=4096)
def of_inset(classes: str) -> Kind | None:
    """Return what a block inside the text is whose classes say that it is no part of it.

    >>> of_inset("promo-small promo-description").reason
    'the page calls it a teaser'
    """
    if "newsletter" in classes and _LETTER.search(classes):
        return Kind("notice", "the page calls it a newsletter's form")
    if _TEASER.search(classes):
        return Kind("related", "the page calls it a teaser")
    if "bio" in classes and _BIO.search(classes):
        return Kind("byline", "the page calls it the author's biography")
    return None


def of_words(text: str) -> Kind | None:
    """Return what a short line of a text is by a phrase of the site.

    >>> of_words("Thanks for signing up!").name
    'notice'
    """
    if len(text) > _LINE:
        return None
    if _PICTURED.match(text):
        return Kind("caption", "it begins like the words under a picture")
    if _APPEARED.match(text):
        return Kind("notice", "the feed adds where the text stood first")
    if "ispronunciations can occur" in text:
        return Kind("notice", "the site speaks of its own recording")
    return _of_line(text) if len(text) <= _SHORT else None


def _of_line(text: str) -> Kind | None:
    if asks_to_pay(text):
        return Kind("notice", "it asks readers to subscribe or sign in")
    if _FORM.search(text):
        return Kind("notice", "a form of the site speaks to its readers")
    if _LEADS.match(text):
        return Kind("related", "it leads to other pages")
    return of_print(text)


def of_print(text: str) -> Kind | None:
    """Return what a line is that a print view adds."""
    if _PRINTED.match(text) or ("://" in text and _SIGNED_SITE.match(text)):
        return Kind("notice", "the print view adds it")
    if "://" in text and _ADDRESSED.fullmatch(text.strip()):
        return Kind("notice", "an address and nothing else")
    if _POSTED_BY.match(text):
        return Kind("byline", "it says who posted the page and when")
    return None


def about_company(texts: Sequence[str]) -> int:
    """Return how many of the last paragraphs of a release say who its sender is.

    They begin with one name, the first says what the company is, and one where it sits.

    >>> about_company(["Acme is a global provider of bells.", "Acme is headquartered in Bern."])
    2
    """
    for count in range(min(_MOST_ABOUT, len(texts)), 1, -1):
        last = texts[-count:]
        first = _COMPANY.match(last[0])
        if first is None:
            continue
        named = all(text.startswith(first["name"]) for text in last)
        if named and any(_SEATED.search(text) for text in last):
            return count
    return 0
