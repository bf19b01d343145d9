"""Telling people: the JSON object of an analysis, and the terminal and page made from it."""

from __future__ import annotations

from retold.reports.document import as_document, as_reading
from retold.reports.report import Report

__all__ = ["Report", "as_document", "as_reading"]
