"""What the kept readings promise: they save time, and never cost a run."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from retold.cache import FILE, Kept, cache_folder, open_cache
from retold.language.encoder import Encoder

NOBODY = 65534


def test_a_second_run_reads_no_sentence_again(tmp_path: Path) -> None:
    texts = [f"Gate {n} was shut." for n in range(20)]
    first = Encoder(cache=open_cache(tmp_path)).encode(texts)
    told: list[int] = []
    again = Encoder(cache=open_cache(tmp_path)).encode(texts, lambda done, _: told.append(done))
    assert np.array_equal(first, again)
    assert told == []


def test_the_environment_names_the_folder_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETOLD_CACHE", str(tmp_path / "deep" / "er"))
    open_cache()[b"key"] = b"value"
    assert (tmp_path / "deep" / "er" / FILE).exists()
    monkeypatch.setenv("RETOLD_CACHE", "off")
    assert cache_folder() is None
    assert open_cache() == {}
    monkeypatch.delenv("RETOLD_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    if sys.platform == "linux":
        assert cache_folder() == tmp_path / "xdg" / "retold"


def test_it_holds_no_text(tmp_path: Path) -> None:
    Encoder(cache=open_cache(tmp_path)).encode(["Whistleblowers met in Tallowmere."])
    assert b"Tallowmere" not in (tmp_path / FILE).read_bytes()


def test_a_place_that_cannot_be_a_folder_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    cache = open_cache(tmp_path / "file" / "below")
    cache[b"key"] = b"value"
    assert cache[b"key"] == b"value"


def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"my diary, not a database " * 100)
    before = (tmp_path / FILE).read_bytes()
    cache = open_cache(tmp_path)
    cache[b"key"] = b"value"
    assert cache[b"key"] == b"value"
    assert (tmp_path / FILE).read_bytes() == before


def test_a_file_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    open_cache(tmp_path)[b"old"] = b"kept"
    code = (
        "import sys, sqlite3, retold.cache as c; from pathlib import Path;"
        "real = c._connect;"
        "c._connect = lambda a, s: real(a.replace('rwc', 'ro'), s);"
        "m = c.open_cache(Path(sys.argv[1])); m[b'new'] = b'here';"
        "assert (m[b'old'], m[b'new'], len(m)) == (b'kept', b'here', 2)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    assert list(open_cache(tmp_path)) == [b"old"]


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Give up root's rights for a while: root may write all. The folder goes to nobody."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.iterdir()):
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_without_the_right_to_write_is_only_read() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        open_cache(folder)[b"old"] = b"kept"
        (folder / FILE).chmod(0o400)
        folder.chmod(0o500)
        with as_nobody(folder):
            cache = open_cache(folder)
            cache[b"new"] = b"here"
            assert (cache[b"old"], cache[b"new"]) == (b"kept", b"here")
        assert b"new" not in open_cache(folder)
        folder.chmod(0o700)


def test_a_locked_file_costs_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retold.cache._PATIENCE", 0.05)
    cache = open_cache(tmp_path)
    cache[b"a"] = b"1"
    other = sqlite3.connect(tmp_path / FILE)
    other.execute("BEGIN EXCLUSIVE")
    cache[b"b"] = b"2"
    assert cache[b"b"] == b"2"
    assert cache.get(b"a") is None
    other.rollback()
    other.close()
    cache[b"c"] = b"3"
    assert sorted(open_cache(tmp_path)) == [b"a", b"c"]


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from retold.cache import open_cache;"
        "m = open_cache(Path(sys.argv[1]));"
        "[m.update({f'{sys.argv[2]}{n}'.encode(): b'x' * 100}) for n in range(30)]"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in ("a", "b")
    ]
    assert [process.wait() for process in running] == [0, 0]
    assert len(open_cache(tmp_path)) == 60


def test_it_never_grows_beyond_its_bound(tmp_path: Path) -> None:
    cache = open_cache(tmp_path, largest=200_000)
    for n in range(100):
        cache.update({f"{n} {m}".encode(): b"x" * 1000 for m in range(10)})
    assert (tmp_path / FILE).stat().st_size < 300_000
    assert b"99 9" in cache
    assert b"0 0" not in cache


def test_it_is_a_mapping(tmp_path: Path) -> None:
    cache = open_cache(tmp_path)
    assert isinstance(cache, Kept)
    cache[b"a"] = b"1"
    cache[b"a"] = b"2"
    assert dict(cache) == {b"a": b"2"}
    del cache[b"a"]
    assert b"a" not in cache
    with pytest.raises(KeyError):
        del cache[b"a"]
    cache.close()
    assert cache.get(b"a") is None
