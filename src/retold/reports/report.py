"""A report: one document and the forms in which people and programs take it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import Any

SCHEMA = "retold/1"
LISTS = ("articles", "stories", "links", "changes", "citations", "statements", "skipped")
"""What every report has, however old."""


@dataclass(frozen=True, slots=True)
class Report:
    """What Retold found, as the object ``retold/1`` and in every form made from it.

    In a notebook it shows itself as the page. Printing it gives the terminal's words.
    """

    document: dict[str, Any]

    @classmethod
    def from_json(cls, text: str) -> Report:
        """Return the report that a JSON text holds: written again it gives the same bytes.

        Raises:
            ValueError: If the text is not the JSON of a report.
        """
        try:
            document = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ValueError("it can't be read as JSON") from error
        if not isinstance(document, dict) or document.get("schema") != SCHEMA:
            raise ValueError(f"its schema is not {SCHEMA}")
        for key in LISTS:
            rows = document.get(key)
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                raise ValueError(f"it lacks the rows of “{key}”")
        return cls(document)

    def json(self) -> str:
        """Return the document as JSON text, a row a line, the same for the same findings."""
        text = _lines(self.document, ascii_only=False)
        # A lone surrogate has no UTF-8 form; escaped it survives the file.
        return text if _encodable(text) else _lines(self.document, ascii_only=True)

    def html(self) -> str:
        """Return one self-contained page."""
        from retold.reports.page import page  # noqa: PLC0415 loaded when a page is asked for

        return page(self.document)

    def text(self, width: int = 100) -> str:
        """Return the terminal's report without colours."""
        from retold.reports.terminal import as_text  # noqa: PLC0415 rich is slow to import

        return as_text(self.document, width)

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        """Show the page in a notebook, walled off from it."""
        return (
            '<iframe sandbox="allow-scripts" title="Retold report" width="100%" height="800" '
            f'style="border:1px solid #8888" srcdoc="{escape(self.html())}"></iframe>'
        )


def _lines(document: dict[str, Any], *, ascii_only: bool) -> str:
    """Write every row on a line of its own: quick to write, fit for grep and diff."""

    def dumps(value: Any) -> str:
        return json.dumps(value, ensure_ascii=ascii_only, allow_nan=False)

    parts = []
    for key, value in document.items():
        rows = ",\n".join(map(dumps, value)) if isinstance(value, list) else ""
        parts.append(f"{dumps(key)}: " + (f"[\n{rows}\n]" if rows else dumps(value)))
    return "{" + ",\n".join(parts) + "}"


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
