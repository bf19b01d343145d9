"""Articles sorted into stories, and the stemma of each story."""

from __future__ import annotations

from retold.stories.build import Built, build, given
from retold.stories.grouping import group
from retold.stories.material import Material
from retold.stories.portrait import portrait
from retold.stories.weighing import Models, load_models

__all__ = [
    "Built",
    "Material",
    "Models",
    "build",
    "given",
    "group",
    "load_models",
    "portrait",
]
