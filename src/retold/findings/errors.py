"""An error as an editor counts it: once, whoever made it anew and whoever carries it on."""

from __future__ import annotations

from dataclasses import dataclass

from retold.changes.house import same_in_house_style
from retold.findings.forms import Forms
from retold.types import Change, Figure, Lineage

_ONE_SIZE = 2.0  # how many times a value may be another that it was mistaken for


@dataclass(frozen=True)
class Error:
    """One error: the lineages of those who made it, the earliest first."""

    lineages: tuple[Lineage, ...]

    @property
    def change(self) -> Change:
        """The change as the first carrier made it."""
        return self.lineages[0].change

    @property
    def makers(self) -> list[str]:
        """Who made it."""
        return list(dict.fromkeys(one.change.child_article for one in self.lineages))

    @property
    def carriers(self) -> list[str]:
        """Who made it and who inherited it."""
        return [*self.makers, *self.heirs]

    @property
    def corrects(self) -> bool:
        """Tell whether updates of the same story made it, all of them."""
        return all(one.corrects for one in self.lineages)

    @property
    def heirs(self) -> list[str]:
        """Who inherited it."""
        heirs = (place.article for one in self.lineages for place in one.inherited)
        makers = set(self.makers)
        return [a for a in dict.fromkeys(heirs) if a not in makers]


def is_likely(change: Change) -> bool:
    """Tell whether the one value may well have been made of the other, or is merely beside it.

    Digits change places, a unit is lost, a figure is a little off; that ``12 to 60 years`` became
    ``two in three`` is more likely a sentence told otherwise.
    """
    forms = Forms(change)
    if change.kind == "name":
        return not same_in_house_style(change.before or "", change.after or "")
    if change.kind != "number" or not (forms.old_figures and forms.new_figures):
        return True
    return any(_alike(a, b) for a in forms.old_figures for b in forms.new_figures)


def is_hedge(change: Change) -> bool:
    """Tell whether only how exact a figure is was changed."""
    forms = Forms(change)
    return change.kind == "number" and not forms.old_figures and not forms.new_figures


def _alike(a: Figure, b: Figure) -> bool:
    if a.value is None or b.value is None:
        return a.value is b.value
    small, large = sorted((abs(a.value), abs(b.value)))
    return large <= _ONE_SIZE * small or _digits(a.value) == _digits(b.value)


def _digits(value: float) -> list[str]:
    return sorted(f"{value:.10g}".replace(".", "").strip("0"))
