"""Word lists, written as plain lines of words."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Make a set of the words of a line.

    >>> sorted(word_set("no any"))
    ['any', 'no']
    """
    return frozenset(words.split())


def word_list(words: str) -> tuple[str, ...]:
    """Make a tuple of the words of a line, in their order."""
    return tuple(words.split())
