"""Why a page gave no article, and whether what it gave is only the beginning of one."""

from __future__ import annotations

import re

from retold.reading.lines import ends_sentence, words_of

NO_ARTICLE = "no article found: no run of sentences on the page"
_FEW_WORDS = 25
_SAMPLE = 6000
_SHORT_SAMPLE = 800
_SMALL_PAGE = 500
_SHORT_WALL = 60
_LISTED = 5
STUB_WORDS = 300
"""An article with more words is no mere beginning."""
_NEAR_END = 700
_WALLS = (
    (
        "a check that the reader is no robot",
        re.compile(
            r"verify (?:that )?you are (?:a )?human|are you a robot|unusual traffic|captcha"
            r"|checking (?:your browser|if the site connection)|review the security of your"
            r" connection|enable javascript and cookies to continue|^just a moment\b"
            r"|pardon our interruption|performing (?:a )?security (?:check|verification)"
            r"|ddos protection by",
            re.IGNORECASE,
        ),
    ),
    (
        "an error page",
        re.compile(
            r"\b(?:404|410|403|500|502|503)\b.{0,40}(?:not found|error|forbidden|unavailable)"
            r"|page (?:not found|(?:you|that).{0,30}(?:does not|doesn['’]t) exist)"
            r"|(?:page|article) (?:is )?no longer available|access denied",
            re.IGNORECASE,
        ),
    ),
    (
        "a cookie wall",
        re.compile(
            r"(?:we|our partners|this (?:web)?site) .{0,90}cookies|accept (?:all|cookies)"
            r"|cookie (?:settings|preferences|consent)|manage (?:your )?(?:consent|privacy)",
            re.IGNORECASE,
        ),
    ),
    (
        "a wall for subscribers",
        re.compile(
            r"subscribe (?:now|to|for)|already a (?:subscriber|member)|(?:log|sign) in to"
            r"|subscribers only|register (?:to|for free)",
            re.IGNORECASE,
        ),
    ),
)
_STUB = re.compile(
    r"(?:subscribe|sign (?:in|up)|log in|register|join)[^.\n]{0,40} to (?:continue|keep|read)"
    r"|to (?:continue|keep) reading|(?:this|the (?:full|rest of (?:this|the))) (?:article|story"
    r"|content) is (?:only )?(?:for|available to|reserved for|exclusive)"
    r"|to read the (?:full|rest|whole)|read the rest of this (?:article|story)"
    r"|unlock this (?:article|story)|read the full (?:article|story)"
    r"|(?:article|story) (?:is )?for subscribers|subscribers? only|continue reading (?:with"
    r"|for)|you have reached your (?:article )?limit|you['’]ve (?:read|reached) your",
    re.IGNORECASE,
)


def wall_of(text: str) -> str | None:
    """Return what a short text is if it is a page of the site and no article.

    >>> wall_of("Page not found. The page you requested does not exist.")
    'an error page'
    """
    for sample in (_SHORT_SAMPLE, _SAMPLE):  # mostly the first is enough to tell
        if len(words_of(text[:sample])) > _SHORT_WALL:
            return None
    return next((name for name, pattern in _WALLS[:-1] if pattern.search(text)), None)


def no_article(page: str) -> str:
    """Return in words why a page's text holds no article.

    >>> no_article("We and our partners use cookies. Accept all Reject all")
    'no article found: a cookie wall'
    >>> no_article("Bridge closed")
    'no article found: too short (2 words)'
    """
    sample = page[:_SAMPLE]
    words = len(words_of(sample))
    if words <= _SMALL_PAGE:
        for name, pattern in _WALLS:
            if pattern.search(sample):
                return f"no article found: {name}"
    if words < _FEW_WORDS:
        return f"no article found: too short ({words} word{'s' * (words != 1)})"
    lines = [line for line in sample.split("\n") if len(words_of(line)) >= _LISTED]
    unended = sum(1 for line in lines if not ends_sentence(line))
    if len(lines) >= _LISTED and unended >= 0.7 * len(lines):
        return "no article found: a list of headlines"
    return NO_ARTICLE


def asks_to_pay(text: str) -> bool:
    """Tell whether a short line asks readers to subscribe, sign in or pay for the rest.

    >>> asks_to_pay("Subscribe to continue reading"), asks_to_pay("The council met on Monday.")
    (True, False)
    """
    return _STUB.search(text) is not None


def stub_note(body: str, after: str) -> str | None:
    """Return a note if a page asks readers to subscribe where its short text ends.

    >>> stub_note("The mayor resigned on Monday.", "Subscribe to continue reading.")
    'only the beginning of the article: the page says “Subscribe to continue”'
    """
    if len(words_of(body)) > STUB_WORDS:
        return None
    asked = _STUB.search(after[:_NEAR_END])
    if asked is None:
        return None
    return f"only the beginning of the article: the page says “{' '.join(asked.group().split())}”"
