from __future__ import annotations

import os
from multiprocessing import Pipe

import fuzz


def test_an_input_is_made_anew_from_its_number():
    files = fuzz.chosen(())
    assert [fuzz.make(n, 3, files) for n in range(40)] == [
        fuzz.make(n, 3, files) for n in range(40)
    ]
    assert fuzz.make(7, 3, files) != fuzz.make(7, 4, files)
    assert {one.name for one in (fuzz.make(n, 0, files) for n in range(len(files)))} == {
        n for n, _ in files
    }


def test_a_few_inputs_of_every_format_are_read_without_a_crash(capsys):
    found = list(fuzz.run(range(2 * len(fuzz.chosen(()))), seed=0, processes=2))
    assert sorted(one.number for one in found) == list(range(len(found)))
    assert fuzz.report(found, None) == 0
    assert "crashes" in capsys.readouterr().out


def test_a_crash_and_a_slow_page_are_told(capsys, tmp_path):
    found = [
        fuzz.Read(0, "a.html", 0.1, 0.1, 1, None),
        fuzz.Read(1, "b.pdf", 0.1, 0.1, 0, "ValueError"),
    ]
    assert fuzz.report(found, tmp_path / "fuzz.json") == 1
    assert "input 1 (b.pdf): ValueError" in capsys.readouterr().out
    assert fuzz.report([fuzz.Read(0, "a.html", 2.5, 2.5, 1, None)], None) == 1


def test_a_process_that_only_waits_for_the_processor_does_not_hang(monkeypatch):
    monkeypatch.setattr(fuzz, "WAIT", 0.01)
    monkeypatch.setattr(fuzz, "MOST_WAITS", 3)
    mine, theirs = Pipe()
    assert not fuzz._answers(mine, os.getpid())
    theirs.send("read")
    assert fuzz._answers(mine, os.getpid())


def test_a_process_that_computes_without_an_answer_hangs(monkeypatch):
    monkeypatch.setattr(fuzz, "WAIT", 0.0)
    times = iter([0.0, 1.0, fuzz.DEAD + 2.0])
    monkeypatch.setattr(fuzz, "_computed", lambda _: next(times))
    mine, theirs = Pipe()
    assert not fuzz._answers(mine, 1)
    theirs.close()
    assert next(times, None) is None
