"""How a text is written, apart from what it says."""

from __future__ import annotations

import pytest

from retold.language import prepare
from retold.stories.style import style

REPORT = (
    "The bridge at Alder was shut on Monday after cracks were found, the council said. "
    "Two lorries were turned back, police said. The mayor told reporters it would stay shut."
)
REWRITE = (
    "Authorities highlighted the significant closure of the Alder bridge, underscoring ongoing "
    "concerns. Officials emphasised that numerous vehicles were affected, prompting delays. "
    "The mayor reiterated that the structure would remain inaccessible."
)


@pytest.fixture
def of(written):
    """Return a function that measures a text."""
    return lambda text: style(prepare(written(text)))


def test_a_rewriter_varies_the_reporting_verb_and_prefers_formal_words(of):
    plain, formal = of(REPORT), of(REWRITE)
    assert formal.varied_verbs > plain.varied_verbs
    assert formal.formal_words > plain.formal_words
    assert formal.participles > plain.participles


def test_words_inside_quotation_marks_are_the_speakers(of):
    quoted = of(f"She said: \u201c{REWRITE}\u201d It rained.")
    assert quoted.formal_words == 0
    assert quoted.participles == 0


@pytest.mark.parametrize("text", ["", "\u201c", ".", "Ring, ring, ring"])
def test_odd_texts_have_a_style_too(text, of):
    assert of(text).sentence_length >= 0
