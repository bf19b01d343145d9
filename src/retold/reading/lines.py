"""Lines of a page that are not the article, told by their own words, with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retold.reading.credits import line_credit
from retold.reading.dates import find_date
from retold.types import Span


@dataclass(frozen=True, slots=True)
class Kind:
    """What a line is when it is no part of the article, and how one sees it."""

    name: str
    reason: str


_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_BULLET = re.compile(r"\s*(?:[*+•·‣▪■◦o-]|\d{1,2}\.)\s+(?=\S)")
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*$|[\"”»]\s*$")
_SHARE = frozenset(
    ["facebook", "twitter", "x", "whatsapp", "email", "e-mail", "mail", "copy", "link", "url", "share", "tweet", "pinterest", "linkedin", "reddit", "telegram", "print", "messenger", "flipboard", "bluesky", "threads", "tumblr", "instagram", "youtube", "tiktok", "viber", "line", "wechat", "weibo", "vk", "sms", "rss", "save", "bookmark", "gift", "this", "article", "story", "post", "on", "via", "to", "now", "with", "friends", "comments", "comment", "a", "by", "and", "send", "like", "follow", "us", "more", "google", "preferred", "source", "copied", "clipboard", "close", "open", "options", "menu", "button", "icon", "click", "here", "tap", "shares", "views", "bookmarks", "snapchat", "mastodon", "xing", "pocket", "digg", "stumbleupon"]
)
_SHARE_CORE = frozenset(
    ["facebook", "twitter", "whatsapp", "email", "e-mail", "mail", "share", "tweet", "pinterest", "linkedin", "reddit", "telegram", "messenger", "flipboard", "bluesky", "tumblr", "print", "copy", "shares", "comments", "comment", "bookmark", "x", "link"]
)
_CLOCK_WORDS = re.compile(
    r"(?:first\s|last\s)?(?:published|updated?|posted|modified|edited|created|date|on|at|by|time|"
    r"mins?|minutes?|hours?|days?|read(?:ing)?|ago|am|pm|est|edt|gmt|bst|utc|ist|et|pt|\d{1,2}:\d\d)",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(?:(?:published|updated|posted|last updated|modified)\s?:?\s?)?"
    r"(?:\d{1,3}|an?|one)\s?(?:sec(?:ond)?|min(?:ute)?|h(?:ou)?r|day|week|month|year)s?\s(?:ago|read)"
    r"|\d{1,3}\s?[mhd]\sago|(?:min(?:ute)?s?\sread)|just now|yesterday",
    re.IGNORECASE,
)
_NAME = r"(?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|der|den|del|la|al|bin|ibn|[A-Z]\.)"
_BYLINE = re.compile(
    r"(?:by|written by|reported by|story by|words by|text by|author|authored by|from|posted by|"
    r"author of the article)\s?:?\s{1,2}(?P<names>"
    + _NAME
    + r"(?:[ ,|&/·•-]{1,3}(?:and |for |in |at )?(?:\w[\w.'’-]*)){0,14})\s*",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:file\s)?(?:photo|image|picture|photograph|photos|images|video|illustration|graphic|pic|"
    r"photo credit|image credit|image source|image caption|image copyright|picture credit|"
    r"photo by|photos by|photograph by|getty images|file image|watch)\s?(?:[:/|©]|by\b|courtesy|source|caption|copyright|credit)",
    re.IGNORECASE,
)
_CAPTION_END = re.compile(
    r"(?:/\s?(?:getty|ap|afp|reuters|epa|shutterstock|bloomberg|istock|file|pa|alamy|corbis)\b[^.]{0,40}"
    r"|\(?(?:(?:file\s)?photo|image|picture|credit|source|pic|photographs?)s?(?:\scredit|\sby|\scourtesy)?\s?[:/]\s?[^.]{2,60}\)?"
    r"|\((?:photo|image|picture|photograph)s?\s(?:by|courtesy)[^)]{2,80}\)"
    r"|\((?:ap|reuters|afp|getty|getty images|pa|epa|supplied|shutterstock|file|instagram|twitter)[^)]{0,40}\)"
    r"|(?:getty images|shutterstock|alamy|reuters|afp|epa-efe)(?:\s(?:via|file)[^.]{0,30})?|©\s?[^.]{2,60})\.?$",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"(?:\[?(?:read (?:more|also|next|the full|this)|also read|see also|related(?: (?:articles?|stories|news|content|topics?|posts?|links?|coverage|video))?"
    r"|more (?:on this|from|stories|news|in|like this|about|to read)|recommended(?: for you| stories| reading)?|most (?:read|popular|viewed|shared|commented)"
    r"|don['’]?t miss|trending(?: now)?|you (?:may|might) (?:also )?(?:like|be interested)|up next|next article|previous article|next story|previous story"
    r"|editor['’]?s['’]? picks?|top (?:stories|news|headlines|story)|latest (?:news|stories|headlines|articles)|popular(?: now| stories| articles)?"
    r"|in case you missed it|what to read next|from our partners|sponsored(?: content| stories| links| by)?|paid content|promoted|around the web|elsewhere"
    r"|breaking news|must read|further reading|in this (?:article|story|topic)|watch(?: now| more| live| next)?|listen|live updates?|trending stories|taboola|outbrain)\b)",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:^|\b)(?:we (?:and our partners )?use cookies|cookies? (?:policy|settings|preferences|notice|consent)|accept (?:all )?(?:cookies)?$|by (?:continuing|clicking|signing up|submitting|subscribing|using this|providing)|"
    r"uses? cookies|sign (?:up|in)\b(?: (?:for|to|now|here|with))?|signing up|log ?in\b|subscribe(?: (?:now|to|for|today|here))?\b|subscription|newsletter|your inbox|inbox|"
    r"create (?:an|a free) account|register (?:for free|now|here|to)|free trial|unlimited access|already a (?:subscriber|member)|support (?:our|us|independent)|donate|"
    r"ad ?block(?:er)?|enable javascript|javascript (?:is|must|to)|(?:your )?(?:web )?browser (?:is|does)|advertis(?:e|ing|ement)s?\b|sponsor(?:ed)?|"
    r"story continues|article continues|continue reading|continues below|scroll (?:down|to)|skip (?:to|past|ad)|all rights reserved|terms (?:of (?:use|service)|and conditions|& conditions)|"
    r"privacy (?:policy|notice|statement)|do not sell|may not be (?:published|reproduced|copied|republished)|copyright|©|follow (?:us|the|our)|download (?:the|our) app|our app\b|app store|google play|"
    r"an error (?:has )?occurred|please try again|thank you for (?:your|signing|subscribing|reading)|something went wrong|enter your (?:e-?mail|name|password)|invalid e-?mail|"
    r"join (?:the|our) (?:conversation|newsletter|community|discussion|whatsapp|telegram|channel)|comments? (?:are|have been) (?:closed|moderated|disabled)|(?:post|leave|view|show|load|read|add|be the first to|write) (?:a |all |more |your )?comments?|comments section|"
    r"affiliate (?:links?|commission)|we may (?:earn|receive) (?:a |an )?(?:affiliate )?commission|captcha|"
    r"get (?:the latest|our|breaking|more|news|email|alerts?|unlimited|full|access)|stay (?:up to date|informed|connected|updated)|click here|tap here|contact us|about us|help cent(?:re|er)|got a (?:story|tip)|send (?:us|your) (?:a )?(?:tips?|story|news|email)|"
    r"you can unsubscribe|manage (?:my|your) (?:account|profile|subscription)|your (?:account|password|profile|subscription|email|privacy|e-mail)|have you (?:got )?(?:a )?(?:story|tip)|do you have a (?:story|tip)|e-?mail (?:us|address)|gift (?:this|article)s?|"
    r"this (?:website|site|page|content|video|article|feature|browser) (?:uses|is (?:only|not|protected|available|copyright|exclusive)|requires|can ?not|cannot|may contain|contains|was (?:originally|first|amended)|has not loaded))",
    re.IGNORECASE,
)
_STRONG_NOTICE = re.compile(
    r"we (?:and our partners )?use cookies|uses? cookies|all rights reserved|privacy policy|terms of (?:use|service)|(?:article|story) continues below|"
    r"advertisement has not loaded|may not be (?:published|reproduced)|^(?:advertisement|sponsored|ad)$|skip to (?:main )?(?:content|navigation)|sign up (?:for|to) (?:our|the)|"
    r"affiliate commission|subscribe (?:now|to|today) |by (?:continuing to use|clicking|signing up|submitting)|already a subscriber|enable javascript|browser is (?:no longer|not)|^©|^copyright (?:©|\d)|^(?:sign|log) (?:in|up|out)$|newsletter sign|recaptcha",
    re.IGNORECASE,
)
_NOTICE_WORDS = frozenset(
    ["we", "cookie", "cookies", "accept", "by", "uses", "use", "sign", "signing", "log", "login", "subscribe", "subscription", "newsletter", "newsletters", "inbox", "create", "register", "free", "unlimited", "already", "support", "donate", "adblock", "adblocker", "ad", "blocker", "javascript", "browser", "advertise", "advertising", "advertisement", "advertisements", "advert", "sponsor", "sponsored", "story", "article", "continue", "continues", "scroll", "skip", "rights", "terms", "privacy", "sell", "may", "copyright", "follow", "download", "app", "google", "error", "please", "thank", "something", "enter", "invalid", "join", "comment", "comments", "post", "affiliate", "captcha", "recaptcha", "get", "stay", "click", "tap", "contact", "about", "help", "got", "send", "unsubscribe", "manage", "your", "have", "do", "email", "e-mail", "gift", "this"]
)
_HASHTAGS = re.compile(r"(?:[#@][\w_]+[\s,]*)+")
_TAGS = re.compile(
    r"(?:tags?|topics?|filed under|categor(?:y|ies)|keywords|sections?)\s?[:：]?\s", re.IGNORECASE
)
_CORRESPONDENT = re.compile(
    r"\(?(?:(?:additional |further )?reporting by|edited by|editing by|writing by|compiled by|with files from|with agency inputs|"
    r"(?:the )?(?:author|writer) is|follow .{2,40} on (?:twitter|x|facebook|instagram)|.{2,60} (?:can be (?:reached|contacted|followed)|contributed to this (?:report|article|story)))",
    re.IGNORECASE,
)
_LONG_LINE = 420
_FEW = 14


def words_of(text: str) -> list[str]:
    """Return the words of a line."""
    return _WORD.findall(text)


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends like a sentence or a quotation."""
    return _ENDS.search(text[-12:]) is not None


def without_bullet(text: str, span: Span) -> Span:
    """Return the span without a list mark before its first word."""
    match = _BULLET.match(span.of(text))
    return Span(span.start + match.end(), span.end) if match else span


def kind_of(line: str) -> Kind | None:
    """Return what a line is if its own words show that it is not the article.

    >>> kind_of("Facebook Twitter WhatsApp Email").name
    'share'
    >>> kind_of("The minister said that the bridge would stay open.") is None
    True
    """
    line = " ".join(line[:_LONG_LINE].split())
    words = words_of(line)
    if not words:
        return Kind("mark", "no word in it")
    if len(line) >= _LONG_LINE - 1:
        return _icons(line, words)
    for test in (_icons, _date, _byline, _credit, _share, _caption, _related, _tags, _notice):
        kind = test(line, words)
        if kind is not None:
            return kind
    return None


def _icons(line: str, words: list[str]) -> Kind | None:
    named = line.lower().count("icon")
    if named >= 3 and named >= len(words) * 0.2:
        return Kind("icons", f"names of {named} icons")
    return None


def _date(line: str, words: list[str]) -> Kind | None:
    if len(words) > _FEW or len(line) > 110:
        return None
    if not _AGO.match(line) and not any(map(str.isdigit, line)):
        return None
    left = line
    while (dated := find_date(left)) is not None:
        left = left[: dated.start] + " " + left[dated.end :]
    if left == line and not _AGO.match(line):
        return None
    left = _AGO.sub(" ", left)
    remaining = [word for word in words_of(left) if not _CLOCK_WORDS.fullmatch(word)]
    if len(remaining) <= 1 or (
        len(remaining) <= 4
        and left != line
        and line[:1].isupper()
        and not ends_sentence(line)
        and bool(_CLOCK_WORDS.match(line))
    ):
        return Kind("date", "a date, a time, and no sentence")
    return None


def _byline(line: str, words: list[str]) -> Kind | None:
    if len(words) <= _FEW and not line.endswith((".", "?", "!")) and _BYLINE.fullmatch(line):
        rest = line.split(maxsplit=1)
        if len(rest) > 1 and rest[1][:1].isupper():
            return Kind("byline", "it names the author and nothing else")
    if len(words) <= 45 and _CORRESPONDENT.match(line):
        return Kind("byline", "it says who reported, wrote or edited")
    return None


def _credit(line: str, words: list[str]) -> Kind | None:
    named = line_credit(line) if len(words) <= 40 else None
    return Kind("credit", f"it credits {named}") if named else None


def _share(line: str, words: list[str]) -> Kind | None:
    lower = [word.lower() for word in words]
    others = [word for word in lower if word not in _SHARE and not word.isdigit()]
    core = [word for word in lower if word in _SHARE_CORE]
    if core and not others and len(words) <= 40 and not line.endswith("."):
        return Kind("share", "buttons that share or print the page")
    if lower[0] in ("share", "tweet") and len(others) <= 12 and ":" in line[:24]:
        return Kind("share", "buttons that share or print the page")
    return None


def _caption(line: str, words: list[str]) -> Kind | None:
    if len(words) <= 60 and (_CAPTION.match(line) or _CAPTION_END.search(line[-110:])):
        return Kind("caption", "it describes or credits a picture")
    return None


def _related(line: str, words: list[str]) -> Kind | None:
    match = _RELATED.match(line)
    if match is None or len(words) > 30:
        return None
    rest = line[match.end() :].lstrip()
    if rest.startswith((":", "|", "–", "—", ">", "»", "-", "]")) or len(words) <= 5:
        return Kind("related", "it leads to other pages")
    return None


def _tags(line: str, words: list[str]) -> Kind | None:
    if _HASHTAGS.fullmatch(line) or (len(words) <= 20 and _TAGS.match(line) and ":" in line[:16]):
        return Kind("tags", "keywords under which the page is filed")
    return None


def _notice(line: str, words: list[str]) -> Kind | None:
    if "©" not in line and _NOTICE_WORDS.isdisjoint(map(str.lower, words)):
        return None
    found = len(_NOTICE.findall(line))
    strong = _STRONG_NOTICE.search(line)
    if (strong and len(words) <= 40) or (found and len(words) <= 6 and not ends_sentence(line)):
        return Kind("notice", "a notice of the site to its readers")
    if found >= 3 and found * 14 >= len(words):
        return Kind("notice", f"{found} phrases of notices to readers")
    return None
