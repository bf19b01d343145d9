"""Pages saved from a browser: where they came from, and the folders that belong to them.

A "complete page" lies beside a folder with its pieces; SingleFile puts the pieces into the page.
Both name the address in a comment at the top.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_HEAD = 8192
_SAVED = re.compile(
    rb"<!--[^>]{0,200}?saved from url=\(\d{1,6}\)\s{0,5}(https?://[^\s\"'<>]{3,2000}?)\s{0,5}-->"
    rb"|<!--\s{0,20}Page saved with SingleFile[^>]{0,40}?\s{1,20}url:\s{0,5}(https?://[^\s\"'<>]{3,2000})",
    re.IGNORECASE,
)
_PAGES = (".html", ".htm", ".xhtml", ".mht", ".mhtml")
# What browsers call the folder, by the language that they speak.
_FOLDER = re.compile(
    r"[_.-](?:files|file|dateien|fichiers|archivos|arquivos|ficheiros|bestanden|filer|elemei"
    r"|tiedostot|pliki|soubory|datoteke|fitxers|fails|failid|bylos|fajlovi|dosyalar)",
    re.IGNORECASE,
)


def saved_from(data: bytes) -> str | None:
    """Return the address that a saved page names.

    >>> saved_from(b"<!-- saved from url=(0024)https://example.org/news --><html>")
    'https://example.org/news'
    """
    found = _SAVED.search(data[:_HEAD])
    if found is None:
        return None
    return (found.group(1) or found.group(2)).decode("utf-8", "replace")


def folders_of_pages(folders: Iterable[str], files: Iterable[str]) -> set[str]:
    """Return the folders that hold the pieces of a page beside them.

    >>> folders_of_pages(["Quay shut_files", "more"], ["Quay shut.html"])
    {'Quay shut_files'}
    """
    stems = {name.rpartition(".")[0] for name in files if name.lower().endswith(_PAGES)}
    return {name for name in folders if any(_belongs(name, stem) for stem in _stems(name, stems))}


def _stems(folder: str, stems: set[str]) -> Iterable[str]:
    found = list(_FOLDER.finditer(folder))
    at = found[-1].start() if found and found[-1].end() == len(folder) else len(folder)
    return stems & {folder[:at]}


def _belongs(folder: str, stem: str) -> bool:
    return _FOLDER.fullmatch(folder, len(stem)) is not None
