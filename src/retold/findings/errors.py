"""An error as an editor counts it: once, whoever made it anew and whoever carries it on."""

from __future__ import annotations

from dataclasses import dataclass

from retold.types import Change, Lineage


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
