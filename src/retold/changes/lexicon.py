"""Small word lists of the kinds of evidence; lower case."""

from __future__ import annotations

from retold.language.wordsets import word_set

NEGATIONS = word_set(
    "not no never none nobody nothing neither nor without cannot nowhere don't doesn't didn't "
    "isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't shouldn't "
    "mustn't hardly"
)
MODALS = word_set("could would should may might must will shall can cannot always if once because")
FUNCTION_WORDS = word_set(
    "a an the this that these those and or but so as at by for from in into of off on onto out "
    "over than then there to up upon with it its is are was were be been being am do does did "
    "has have had will would shall i you he she we they me him her us them my your his our their "
    "who whom whose which what when where while also just very too such"
)
