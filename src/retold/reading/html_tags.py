"""What is known of the tags of HTML before a page is seen: which break lines, which hide."""

from __future__ import annotations

from dataclasses import dataclass

from retold.reading.phrases import words

RAW_TEXT = words("script style title textarea iframe noembed noframes xmp")
_UNSEEN = words("template noscript svg object video audio canvas head datalist")
_HEAD = words("meta link title script style base noscript template basefont bgsound")
_VOID = words("area base br col embed hr img input link meta param source track wbr")
_TOLD = words("meta link html time")
_BREAKS = {
    **dict.fromkeys(words("div li dt dd tr br option optgroup legend select button title"), 1),
    **dict.fromkeys(
        words(
            """address article aside blockquote body caption center details dialog dl fieldset
            figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main nav ol p pre
            section summary table tbody tfoot thead ul"""
        ),
        2,
    ),
}
_CELLS = words("td th")
_COUNTED = words("pre article")
_COMMON = words(
    "a span strong b i u em small sup sub font label g path use rect symbol circle defs"
)
_INLINE_BREAKS = words("br button select option")
_SELF_CLOSING = {
    "li": ("li", ("ul", "ol", "menu")),
    "p": ("p", ()),
    "td": ("td", ("table",)),
    "th": ("th", ("table",)),
    "tr": ("tr", ("table",)),
    "dt": ("dd", ("dl",)),
    "dd": ("dt", ("dl",)),
    "option": ("option", ("select",)),
}
_REGIONS = words(
    """nav header footer aside form figure figcaption article main button select table blockquote"""
)
_ACCELERATED = {
    "amp-sidebar": "nav",
    "amp-consent": "dialog",
    "amp-user-notification": "dialog",
    "amp-lightbox": "dialog",
    "amp-ad": "advert",
    "amp-embed": "advert",
    "amp-sticky-ad": "advert",
    "amp-social-share": "button",
    "amp-twitter": "embed",
    "amp-instagram": "embed",
    "amp-facebook": "embed",
}
"""What tags of AMP pages are in plain HTML."""
_CUT = words(
    "nav footer aside button select picture video svg amp-sidebar amp-consent amp-ad amp-embed"
    " amp-sticky-ad"
)
CUT_RAW = words("script style iframe")
ROLES = {
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
    "dialog": "dialog",
    "alertdialog": "dialog",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """What is known of a tag by its name.

    ``breaks`` is how many line breaks it makes before and after; ``closes`` the element of its
    kind that it closes, and the elements inside which it does not; ``ends_paragraph`` whether a
    paragraph ends where it opens; ``cut`` whether no article stands in it, so that the tree
    parser need not see it; ``raw`` whether what is in it is no mark-up; ``counted`` whether it
    matters what is inside of it; ``shapes`` whether the tag breaks the line or begins a cell;
    ``speaks`` whether it does anything where it opens, ``marks`` whether it may to what is in it.
    """

    breaks: int = 0
    cell: bool = False
    void: bool = False
    unseen: bool = False
    told: bool = False
    in_head: bool = False
    ends_paragraph: bool = False
    cut: bool = False
    region: str | None = None
    closes: tuple[str, tuple[str, ...]] | None = None
    raw: bool = False
    counted: bool = False
    shapes: bool = False
    speaks: bool = False
    marks: bool = False


PLAIN = Tag()
"""A tag of which nothing is known."""


def _tag(name: str) -> Tag:
    return Tag(
        breaks=_BREAKS.get(name, 0),
        cell=name in _CELLS,
        void=name in _VOID,
        unseen=name in _UNSEEN,
        told=name in _TOLD,
        in_head=name in _HEAD,
        ends_paragraph=name in _BREAKS and name not in _INLINE_BREAKS,
        cut=name in _CUT,
        region=name if name in _REGIONS else _ACCELERATED.get(name),
        closes=_SELF_CLOSING.get(name),
        raw=name in RAW_TEXT,
        counted=name in _COUNTED,
        shapes=name in _BREAKS or name in _CELLS,
        speaks=not {name}.isdisjoint({*_TOLD, *_SELF_CLOSING, *_BREAKS, *_CELLS, *_VOID}),
        marks=not {name}.isdisjoint({*_UNSEEN, *_REGIONS, *_ACCELERATED, *_CUT, *_COUNTED}),
    )


TAGS: dict[str, Tag] = dict.fromkeys(_COMMON, PLAIN) | {
    name: _tag(name)
    for name in {
        *_UNSEEN, *_HEAD, *_VOID, *_TOLD, *_BREAKS, *_CELLS, *_SELF_CLOSING, *_REGIONS, *_CUT,
        *_ACCELERATED, *RAW_TEXT, *_COUNTED,
    }
}  # fmt: skip
"""What is known of each tag that is not plain."""
