"""The words and phrases by which furniture is known, as sets and as compiled patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator


def words(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


def folded(text: str) -> str:
    """Return a text in small letters, each in its place, as a search without capitals has it."""
    if not text.isascii():
        for sign, like in _LIKE_ASCII:
            text = text.replace(sign, like)
    return text.lower()


_LIKE_ASCII = (("\u0130", "i"), ("\u0131", "i"), ("\u017f", "s"))
"""What a search that leaves capitals out of account takes for letters of ASCII."""


class Phrases:
    r"""Some phrases, sought without regard to capitals: one or several a line, parted by ``|``.

    They are sought in small letters, and sorted by their first one: that is ten times as fast.

    >>> bool(Phrases("read more\n see also|watch", after=":").match("See also: the weather"))
    True
    """

    __slots__ = ("_pattern",)

    def __init__(self, text: str, before: str = "", after: str = "") -> None:
        parts = _by_first("|".join(line.strip() for line in text.splitlines()))
        self._pattern = re.compile(f"{before}(?:{parts}){after}")

    def match(self, text: str) -> re.Match[str] | None:
        """Match the beginning of a text."""
        return self._pattern.match(folded(text))

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match a whole text."""
        return self._pattern.fullmatch(folded(text))

    def search(self, text: str) -> re.Match[str] | None:
        """Look for the first place."""
        return self._pattern.search(folded(text))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield all places."""
        return self._pattern.finditer(folded(text))

    def count(self, text: str) -> int:
        """Return at how many places they stand."""
        return len(self._pattern.findall(folded(text)))


def _by_first(parts: str) -> str:
    """Return alternatives with those joined that begin with one letter; none changes its rank."""
    ranked: list[dict[str, list[str]]] = [{}]
    for part in _alternatives(parts):
        if _FIRST.match(part):
            ranked[-1].setdefault(part[0], []).append(part[1:])
        else:
            ranked += [{part: [""]}, {}]
    joined = []
    for first, rests in (item for some in ranked for item in some.items()):
        joined.append(first + (rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})"))
    return "|".join(joined)


_FIRST = re.compile(r"[a-z](?![?*+{])")


def _alternatives(parts: str) -> list[str]:
    """Return what stands between bars that are not inside brackets."""
    found, depth = [""], 0
    for sign in parts:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            found.append("")
        else:
            found[-1] += sign
    return found


COMMON = words(
    """the of and to in a is that for on with as was at by an be from it his her he she they this
    are not have has had which who will would were been its their or but der die das und ist von
    mit den im zu la le les des et est un une el los las y en que de da do das os para com o e il
    di che per yang dan untuk dengan и в не на что по с het van een"""
)
"""Small words that sentences are built with, in several languages."""
SHARE = words(
    """facebook twitter x whatsapp email e-mail mail copy link url share tweet pinterest linkedin
    reddit telegram print messenger flipboard bluesky threads tumblr instagram youtube tiktok viber
    line wechat weibo vk sms rss save bookmark gift this article story post on via to now with
    friends comments comment a by and send like follow us more google preferred source copied
    clipboard close open options menu button icon click here tap shares views bookmarks snapchat
    mastodon xing pocket digg stumbleupon"""
)
"""Words of bars that share, save or print a page."""
SHARE_CORE = words(
    """facebook twitter whatsapp email e-mail mail share tweet pinterest linkedin reddit telegram
    messenger flipboard bluesky tumblr print copy shares comments comment bookmark x link"""
)
"""Those of them of which a share bar has at least one."""
CLOCK = Phrases(
    r"""(?:first\s|last\s)?(?:published|updated?|posted|modified|edited|created)|date|on|at|by|time
    mins?|minutes?|hours?|days?|read(?:ing)?|ago|am|pm|est|edt|gmt|bst|utc|ist|et|pt|\d{1,2}:\d\d"""
)
"""Words that stand beside a date."""
AGO = re.compile(
    r"(?:(?:published|updated|posted|last updated|modified)\s?:?\s?)?"
    r"(?:(?:\d{1,3}|an?|one)\s?(?:sec(?:ond)?|min(?:ute)?|h(?:ou)?r|day|week)s?\s(?:ago|read)"
    r"|(?:\d{1,3}|an?|one)\s?(?:month|year)s?\sago"
    r"|\d{1,3}\s?[mhd]\sago|(?:min(?:ute)?s?\sread)|just now|yesterday)",
    re.IGNORECASE,
)
"""How long ago a page was published, or how long it takes to read."""
ENDS_AGO = re.compile(
    r"\b\d{1,3}\s?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|h|m)\sago$", re.IGNORECASE
)
_NAME = r"(?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|der|den|del|la|al|bin|ibn|[A-Z]\.)"
BYLINE = re.compile(
    r"(?:by|written by|reported by|story by|words by|text by|author|authored by|from|posted by"
    rf"|author of the article)\s?:?\s{{1,2}}(?P<names>{_NAME}"
    r"(?:[ ,|&/·•-]{1,3}(?:and |for |in |at )?(?:\w[\w.'’-]*)){0,14})\s*",
    re.IGNORECASE,
)
"""A line that names the author and nothing else."""
BY = ("by", "written", "reported", "story", "words", "text", "author", "from", "posted")
"""How such a line begins."""
ROLES = ("editor", "reporter", "correspondent", "writer", "journalist", "columnist", "producer",
    "bureau chief")  # fmt: skip
ROLE_END = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]+\s[A-ZÀ-Þ][\w.'’-]+,?\s(?:[A-Z][a-z]+\s){0,3}"
    r"(?:Editor|Reporter|Correspondent|Writer|Journalist|Columnist|Producer|Bureau Chief)"
)
"""A name and what its bearer does for the paper."""
CORRESPONDENT = Phrases(
    r"""(?:additional |further )?reporting by|edited by|editing by|writing by|compiled by
    with files from|with agency inputs|(?:the )?(?:author|writer) is
    follow (?!us\b).{2,40} on (?:twitter|x|facebook|instagram)
    .{2,60} (?:can be (?:reached|contacted|followed)|contributed to this (?:report|article|story))
    you can (?:e-?mail|contact|reach|follow) .{2,40} (?:here|at|on)""",
    before=r"\(?",
)
"""Who reported, wrote or edited, and how to reach them."""
REPORTED = words(
    "reporting edited editing writing compiled with author writer follow can contributed you"
)
"""One of these words stands in every such line."""
PICTURES = ("photo", "image", "picture", "video", "illustration", "graphic", "pic", "getty", "file",
    "watch")  # fmt: skip
CAPTION = Phrases(
    r"""photo|image|picture|photograph|photos|images|video|illustration|graphic|pic|photo credit
    image credit|image source|image caption|image copyright|picture credit|photo by|photos by
    photograph by|getty images|file image|watch""",
    before=r"(?:file\s)?",
    after=r"\s?(?:[:/|©]|by\b|courtesy|source|caption|copyright|credit)",
)
"""How a caption or a picture's credit begins."""
CAPTION_END = Phrases(
    r"""/\s?(?:getty|ap|afp|reuters|epa|shutterstock|bloomberg|istock|file|pa|alamy)\b[^.]{0,40}
    \(?(?:file\s)?(?:photo|image|picture|photograph)s?(?:\scredit|\sby|\scourtesy)?\s?[:/]\s?[^.]{2,60}\)?
    \(?(?:credit|source|pic)s?(?:\sby)?\s?[:/]\s?[^.]{2,60}\)?
    \((?:photo|image|picture|photograph)s?\s(?:by|courtesy)[^)]{2,80}\)
    \((?:ap|reuters|afp|getty|pa|epa|supplied|shutterstock|file|instagram|twitter)[^)]{0,40}\)
    (?:getty images|shutterstock|alamy|reuters|afp|epa-efe)(?:\s(?:via|file)[^.]{0,30})?
    ©\s?[^.]{2,60}""",
    after=r"\.?$",
)
"""How a caption with its credit ends."""
RELATED = Phrases(
    r"""read (?:more|also|next|the full|this)|also read|see also|next article|previous article
    related(?: (?:articles?|stories|news|content|topics?|posts?|links?|coverage|video))?
    more (?:on this|from|stories|news|in|like this|about|to read)
    recommended(?: for you| stories| reading)?|most (?:read|popular|viewed|shared|commented)
    don['’]?t miss|trending(?: now| stories)?|up next|next story|previous story|next post
    you (?:may|might) (?:also )?(?:like|be interested)|editor['’]?s['’]? picks?|previous post
    top (?:stories|news|headlines|story)|latest (?:news|stories|headlines|articles)
    popular(?: now| stories| articles)?|in case you missed it|what to read next|from our partners
    sponsored(?: content| stories| links| by)?|paid content|promoted|around the web|elsewhere
    breaking news|must read|further reading|in this (?:article|story|topic)|in other news
    watch(?: now| more| live| next)?|listen|live updates?|taboola|outbrain|also:""",
    before=r"\[?",
    after=r"\b",
)
"""How a line begins that leads to other pages."""
TAGS = re.compile(
    r"(?:tags?|topics?|filed under|categor(?:y|ies)|keywords|sections?)\s?[:：]?\s", re.IGNORECASE
)
SECTIONS = words(
    """home news sport sports business world opinion culture weather politics health science tech
    technology money travel lifestyle entertainment food life style live tv radio video videos
    photo photos podcasts podcast newsletter newsletters subscribe sign in up log login menu search
    us uk europe asia africa americas international national local markets finance economy books
    arts film music fashion education environment climate royals celebs showbiz football crime jobs
    puzzles games shop store more latest top stories features comment analysis magazine"""
)
"""The words of which a site's menu is made."""
HASHTAGS = re.compile(r"(?:[#@]\w+[\s,]*)+")
NOTICE = Phrases(
    r"""we (?:and our partners )?use cookies|accept (?:all )?(?:cookies)?$|uses? cookies
    cookies? (?:policy|settings|preferences|notice|consent)
    by (?:continuing|clicking|signing up|submitting|subscribing|using this|providing|registering)
    sign (?:up|in)\b(?: (?:for|to|now|here|with))?|signing up|log ?(?:in|out)\b|sign-in
    subscribe(?:rs?)?(?: (?:now|to|for|today|here|only))?\b|subscription|newsletter|your inbox|inbox
    create (?:an|a free) account|register(?:ing)? (?:for free|now|here|to)|free trial
    unlimited (?:online |digital )?access|already a (?:subscriber|member)|with one account
    support (?:our|us|independent|local)|donate|ad ?block(?:er)?|enable javascript|epaper
    javascript (?:is|must|to)|your (?:web )?browser (?:is|does)|web browser (?:is|does)
    browser (?:is|does)|advertis(?:e|ing|ement)s?\b
    advert\b|sponsor(?:ed)?|story continues|article continues|continue reading|continues below
    article content|read this article|this article has been (?:translated|generated)
    scroll (?:down|to)|skip (?:to|past|ad)|all rights reserved|save this article|ad policy
    terms (?:of (?:use|service)|and conditions|& conditions)|do not sell
    limit (?:the )?use\b
    privacy (?:policy|notice|statement|overview)|copyright|©|click here|tap here|contact us
    may not be (?:published|reproduced|copied|republished)|follow (?:us|the|our)
    download (?:the|our) app|our app\b|app store|google play|an error (?:has )?occurred
    there was an error|please try again|thanks? (?:you )?for (?:your|signing|subscribing|reading)
    something went wrong|enter your (?:e-?mail|name|password)|invalid e-?mail
    join (?:the|our) (?:conversation|newsletter|community|discussion|whatsapp|telegram|channel)
    comments? (?:are|have been) (?:closed|moderated|disabled)|before commenting|comments section
    post (?:a |all |more |your )?comments?|leave (?:a |all |more |your )?comments?
    view (?:a |all |more |your )?comments?
    show (?:a |all |more |your )?comments?|load (?:a |all |more |your )?comments?
    read (?:a |all |more |your )?comments?|add (?:a |all |more |your )?comments?
    be the first to (?:a |all |more |your )?comments?|write (?:a |all |more |your )?comments?
    affiliate (?:links?|commission)|recaptcha|captcha|earn (?:us )?a commission
    we may (?:earn|receive) (?:a |an )?(?:affiliate )?commission|about us|help cent(?:re|er)
    get the .{2,30} (?:newsletter|e?-?mail|briefing|app)\b|free, every
    get (?:the latest|our|breaking|more|news|email|alerts?|unlimited|full|access|daily)
    stay (?:up to date|informed|connected|updated)|got a (?:story|tip)|you can unsubscribe
    send (?:us|your) (?:a )?(?:tips?|story|news|email)|have you (?:got )?(?:a )?(?:story|tip)
    manage (?:my|your) (?:account|profile|subscription)|do you have a (?:story|tip)
    your (?:account|password|profile|subscription|email|privacy|e-mail)|e-?mail (?:us|address)
    gift (?:this|article)s?|preferred source|reserved for subscribers
    this (?:website|site|page|content|browser) (?:uses|requires|can ?not|may contain|contains)
    this (?:website|site|page|content|video|article) is (?:only|not|protected|available|copyright)
    this (?:content|article|feature) is (?:exclusive|reserved)|has not loaded""",
    before=r"(?<![\w-])",
)
"""Phrases of a site's notices to its readers."""
STRONG_NOTICE = Phrases(
    r"""we (?:and our partners )?use cookies|uses? cookies|all rights reserved(?! for\b)
    privacy policy
    terms of (?:use|service)
    article continues below|story continues below|advertisement has not loaded
    may not be (?:published|reproduced)|skip to (?:main )?(?:content|navigation)|recaptcha
    sign up (?:for|to) (?:our|the)|affiliate commission|subscribe (?:now|to|today) |^©
    ^follow us (?:on|at)\b
    ^do not sell (?:or share )?my |^limit use and disclosure|^limit the use of my sensitive
    ^(?:advertisement|sponsored|ad|advert|article content)$
    already a subscribers?|reserved for subscribers?
    by (?:continuing to use|clicking|signing up|submitting)|enable javascript|requires javascript
    browser is (?:no longer|not)|^copyright (?:©|\d)|^(?:sign|log) (?:in|up|out)$|newsletter sign
    save this article|unlimited (?:online |digital )access|epaper, an? |with one account"""
)
"""Those of them that are notices wherever they stand."""
ADDRESS = re.compile(r"(?:https?://|www\.)\S{4,400}")
MAIL = ("from", "to", "cc", "bcc", "sent", "subject", "reply-to", "date")
MAIL_HEAD = re.compile(
    r"(?:From|To|Cc|CC|Bcc|Reply-To):\s.{0,80}[\w.+-]{1,64}@[\w-]|(?:Sent|Subject|Date|From|To):\s{1,3}\S"
)
"""A line of the head of a message that was pasted."""
RELEASE_WORDS = words("for immediate embargoed embargo press media news contact contacts")
RELEASE = re.compile(
    r"(?:for (?:immediate|general) release|(?:press|media|news) release\W{0,3}$"
    r"|embargo(?:ed)?\s?(?:until|till|:)|(?:(?:press|media|news) )?contacts?\s?:)",
    re.IGNORECASE,
)
"""What stands above a press release."""
NOTICE_WORDS = words(
    """cookie cookies accept sign signing log login logout subscribe subscriber subscribers
    subscribing subscription newsletter newsletters inbox account register registering trial access
    member support donate adblock adblocker blocker javascript browser advertise advertising
    advertisement advertisements advert sponsor sponsored continue continues continuing clicking
    submitting using content scroll skip reserved save ad ads policy terms sell privacy copyright
    here contact reproduced republished follow download app error please thank thanks wrong enter
    invalid join comment comments commenting affiliate commission captcha recaptcha get stay tip
    tips unsubscribe manage password profile gift preferred epaper site website page article story
    video feature loaded us send limit e-mail email your sign-in read center centre"""
)
"""A word of these stands in every such phrase."""
CAPTION_NAMES = ("pho", "ima", "pic", "credit", "source")
CAPTION_LAST = ("images", "shutterstock", "alamy", "reuters", "afp", "epa-efe")
"""Every end of a caption has a slash, a bracket, ©, a colon behind such a name, or such an end."""
