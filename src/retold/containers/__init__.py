"""Containers: from files that hold texts in a wrapper, one or many, to records for the reader."""

from __future__ import annotations

from retold.containers.articles import read_record
from retold.containers.kinds import holds, is_container, opened, records
from retold.containers.record import Facts, Record
from retold.containers.saved import folders_of_pages

__all__ = [
    "Facts",
    "Record",
    "folders_of_pages",
    "holds",
    "is_container",
    "opened",
    "read_record",
    "records",
]
