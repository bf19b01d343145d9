"""Floors only rise, and hold for the data that they were measured on alone."""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import _common
import pytest

DATA = {"set": "abc"}


@pytest.fixture(autouse=True)
def floors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "floors.json"
    monkeypatch.setattr(_common, "FLOORS", path)
    return path


def finish(value: float, *, rise: bool = False, data: dict[str, str] = DATA) -> int:
    options = argparse.Namespace(json=None, raise_floors=rise)
    return _common.finish("links", {"f1": value}, data, options)


def test_without_floors_nothing_fails() -> None:
    assert finish(0.1) == 0


def test_a_value_below_its_floor_fails_and_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert finish(0.8, rise=True) == 0
    assert finish(0.79) == 1
    assert "links, f1: 0.790 < 0.795" in capsys.readouterr().err


def test_floors_rise_and_never_fall(floors: Path) -> None:
    finish(0.8, rise=True)
    finish(0.9, rise=True)
    assert json.loads(floors.read_text())["links"]["floors"]["f1"] == pytest.approx(0.895)
    assert finish(0.85, rise=True) == 1
    finish(0.897, rise=True)
    assert json.loads(floors.read_text())["links"]["floors"]["f1"] == pytest.approx(0.895)


def test_a_measure_that_was_not_taken_counts_as_fallen() -> None:
    finish(0.8, rise=True)
    options = argparse.Namespace(json=None, raise_floors=False)
    assert _common.finish("links", {}, DATA, options) == 1
    assert finish(float("nan")) == 1


def test_floors_do_not_apply_to_other_data(capsys: pytest.CaptureFixture[str]) -> None:
    finish(0.8, rise=True)
    assert finish(0.1, data={"set": "other"}) == 0
    assert "no floor applies" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        finish(0.9, rise=True, data={"set": "other"})


def test_results_are_written_as_json(tmp_path: Path) -> None:
    options = argparse.Namespace(json=tmp_path / "a" / "b.json", raise_floors=False)
    _common.finish("links", {"f1": 0.5}, DATA, options, {"note": "x"})
    written = json.loads(options.json.read_text())
    assert written == {"benchmark": "links", "data": DATA, "measures": {"f1": 0.5}, "note": "x"}


def test_the_digest_of_data_does_not_depend_on_its_packing(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"x": 1}\n')
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"x": 1}\n'))
    assert _common.digest(tmp_path / "a.jsonl") == _common.digest(tmp_path / "b.jsonl.gz")
    assert list(_common.records(tmp_path / "b.jsonl.gz")) == [{"x": 1}]
    assert _common.find(tmp_path, "b") == tmp_path / "b.jsonl.gz"
    assert _common.find(tmp_path, "c") is None
