"""Articles sorted into stories, and the stemma of each story."""

from __future__ import annotations

from retold.stories.build import Built, alone, build, given
from retold.stories.carried import carried
from retold.stories.copies import copies, with_copies
from retold.stories.grouping import group
from retold.stories.material import Material
from retold.stories.portrait import portrait
from retold.stories.weighing import Models, load_models

__all__ = [
    "Built",
    "Material",
    "Models",
    "alone",
    "build",
    "carried",
    "copies",
    "given",
    "group",
    "load_models",
    "portrait",
    "with_copies",
]
