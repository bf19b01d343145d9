"""How a text is written where nobody is quoted: what rewriting leaves behind.

Rewriters, machines above all, vary the reporting verb where a reporter writes "said", hang
participles on their sentences ("..., highlighting the need for ..."), prefer formal words and
write longer sentences. None of it proves anything alone, and a reporter may write so; it counts
only as a difference between two texts of which one came from the other.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retold.language.wordsets import word_set
from retold.types import Prepared, Span, Word

_PLAIN_VERBS = frozenset({"said", "says", "say", "told", "tells", "asked", "added"})
_VARIED_VERBS = word_set(
    """
    acknowledged affirmed articulated asserted cautioned characterised characterized claimed
    commented conceded confirmed conveyed declared described detailed disclosed echoed elaborated
    emphasised emphasized explained expressed highlighted indicated insisted maintained mentioned
    noted observed outlined praised recalled recounted reiterated remarked reported revealed
    shared stated stressed suggested underlined underscored voiced
    """
)
_FORMAL = word_set(
    """
    additionally aforementioned aim aimed aims amid amidst approximately assistance attendees
    collaborative commence commenced commitment community comprehensive concerning concerns
    consequently crucial currently demonstrate demonstrates despite efforts enhance ensure
    ensuring essential facilitate featuring furthermore highlighting however impact individuals
    initial initially initiative initiatives landscape leading meanwhile moreover multiple
    nevertheless notably numerous ongoing particularly pivotal potential potentially previously
    primarily prior prompted prompting purchase regarding remain remains reportedly resulting
    significant significantly specifically subsequent subsequently substantial therefore thus
    ultimately unprecedented upcoming utilise utilize various via vital whilst
    """
)
_NO_PARTICIPLES = frozenset({"according", "during", "including", "nothing", "something", "king"})


@dataclass(frozen=True, slots=True)
class Style:
    """Four numbers of a text, words inside quotation marks left out.

    ``varied_verbs``: the part of its reporting verbs that are not plain; ``formal_words``: per
    hundred words; ``participles``: that follow a comma, per sentence; ``sentence_length``: the
    logarithm of its mean in words.
    """

    varied_verbs: float
    formal_words: float
    participles: float
    sentence_length: float


def style(prepared: Prepared) -> Style:
    """Measure how an article is written."""
    quoted = [q.inner for q in prepared.quotations]
    plain = varied = formal = tails = total = 0
    for words in prepared.words:
        for before, word in _free(words, quoted):
            norm = word.norm
            total += 1
            plain += norm in _PLAIN_VERBS
            varied += norm in _VARIED_VERBS
            formal += norm in _FORMAL
            tail = norm.endswith("ing") and len(norm) > 5 and norm not in _NO_PARTICIPLES
            tails += tail and "," in prepared.text[before : word.start]
    sentences = max(1, len(prepared.words))
    length = sum(len(words) for words in prepared.words) / sentences
    return Style(
        varied_verbs=(varied + 0.5) / (plain + varied + 1),
        formal_words=100 * formal / max(1, total),
        participles=tails / sentences,
        sentence_length=math.log(max(1.0, length)),
    )


def _free(words: Sequence[Word], quoted: Sequence[Span]) -> Iterator[tuple[int, Word]]:
    """Yield the words outside quotation marks, each with the end of the word before it."""
    before = words[0].start if words else 0
    place = bisect_right(quoted, before, key=lambda span: span.end)
    for word in words:
        while place < len(quoted) and quoted[place].end <= word.start:
            place += 1
        if place == len(quoted) or word.start < quoted[place].start:
            yield before, word
        before = word.end
