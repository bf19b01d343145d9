"""What stands in a text: sentences, words, quotations, figures, names, vectors, rarity."""

from __future__ import annotations

from retold.language.figures import figures
from retold.language.names import names
from retold.language.prepare import prepare
from retold.language.quotations import quotations
from retold.language.rarity import rarity
from retold.language.sentences import split
from retold.language.words import words

__all__ = ["figures", "names", "prepare", "quotations", "rarity", "split", "words"]
