"""The package installs alone, by an old pip too, and runs what the README promises."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LARGEST_WHEEL = 60_000_000
UNREACHABLE = (
    "dns error",
    "connection",
    "connect",
    "timed out",
    "timeout",
    "no matching distribution",
)

pytestmark = pytest.mark.slow


def run(command: Sequence[str | Path], *, folder: Path) -> str:
    """Run a command away from the sources; leave the test out where no index answers."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONWARNINGS"}
    }
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=clean, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stdout + done.stderr)[-3000:]
        if "install" in command or "build" in command:
            skip_without_index(said)
        pytest.fail(f"{' '.join(map(str, command))} gave {done.returncode}:\n{said}")
    return done.stdout


def skip_without_index(said: str) -> None:
    if any(sign in said.lower() for sign in UNREACHABLE):
        pytest.skip(f"the package index can't be reached: {said.strip().splitlines()[-1]}")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the working tree."""
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}")
    if uv is None:
        pytest.skip("uv, which builds the wheel, is not installed")
    target = tmp_path_factory.mktemp("wheel")
    run([uv, "build", "--wheel", "--out-dir", target, ROOT], folder=target)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment that holds the wheel and what it asks for.

    The installer is the pip that this Python brings along, as old as that may be.
    """
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    run([programs / "python", "-m", "pip", "install", "--quiet", wheel], folder=home)
    return programs


def test_the_wheel_holds_the_model_its_licence_the_tables_and_the_sample(
    wheel: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name.split("/", 1)[1] for name in archive.namelist()}
    assert {"models/minilm-int8.onnx", "models/tokenizer.json", "models/manifest.json"} <= names
    assert {"models/NOTICE", "models/rarity.tsv.gz", "py.typed"} <= names
    assert "licenses/LICENSE" in names
    sample = {path.name for path in (ROOT / "src" / "retold" / "sample").iterdir()}
    assert {f"sample/{name}" for name in sample} <= names
    assert not any(name.startswith(("tests", "scripts", "benchmarks")) for name in names)
    size = wheel.stat().st_size
    with capsys.disabled():
        sys.stdout.write(f"\n{wheel.name}: {size / 1e6:.1f} MB\n")
    assert size < LARGEST_WHEEL


def test_the_installed_package_imports_without_development_extras(installed: Path) -> None:
    code = "import retold; print(*retold.__all__)"
    names = run([installed / "python", "-W", "error", "-c", code], folder=installed)
    assert {"read", "trace", "compare"} <= set(names.split())


def test_the_installed_command_runs_the_demo(installed: Path, tmp_path: Path) -> None:
    said = run([installed / "retold", "demo", "--html", tmp_path / "report.html"], folder=tmp_path)
    assert "independent report" in said
    assert "Nerida-2" in (tmp_path / "report.html").read_text("utf-8")
