"""The wheel, built and installed as a person would, and run from another directory."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(PROJECT)], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """Make an environment with the wheel in it; its dependencies are the ones tested here."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel],
        check=True,
        capture_output=True,
    )
    packages = next((folder / "lib").glob("python3*")) / "site-packages"
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


def run(clean: Path, tmp_path: Path, *arguments: str) -> str:
    environment = {"CLOSENESS_VAULT": str(tmp_path / "vault"), "HOME": str(tmp_path), "TZ": "UTC"}
    done = subprocess.run(
        [clean / "bin" / "closeness", *arguments],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_the_installed_program_runs_from_the_wheel_and_not_from_the_checkout(clean: Path) -> None:
    ask = "import closeness_cli; print(closeness_cli.__file__)"
    found = subprocess.run(
        [clean / "bin" / "python", "-c", ask], check=True, capture_output=True, text=True
    )
    assert Path(found.stdout.strip()).is_relative_to(clean)


def test_the_installed_program_has_a_name_that_says_nothing(clean: Path, tmp_path: Path) -> None:
    environment = {"CLOSENESS_VAULT": str(tmp_path / "vault"), "HOME": str(tmp_path), "TZ": "UTC"}
    home = subprocess.run(
        [clean / "bin" / "cl"], env=environment, check=True, capture_output=True, text=True
    )
    assert home.stdout.startswith("cl: a private place")
    assert "closeness" not in home.stdout


def test_the_installed_program_shows_the_demo(clean: Path, tmp_path: Path) -> None:
    shown = run(clean, tmp_path, "demo").splitlines()
    assert shown[0] == "INVENTED: half a year of two people who do not exist"
    assert shown[-1].startswith("INVENTED:")
    assert list(tmp_path.glob("vault*")) == []


def test_the_installed_program_finds_the_shipped_instruments(clean: Path, tmp_path: Path) -> None:
    run(clean, tmp_path, "vault", "create", "--no-encryption")
    shown = run(clean, tmp_path, "assess", "week", "--answer", "connection=7")
    assert "7 of 10" in shown


def test_the_installed_program_finds_the_shipped_templates(clean: Path, tmp_path: Path) -> None:
    shown = run(clean, tmp_path, "journal", "templates", "--plain").splitlines()
    assert [line.split("\t")[0] for line in shown] == ["evening", "hard-talk", "week"]


def test_the_installed_program_finds_the_shipped_rituals(clean: Path, tmp_path: Path) -> None:
    assert "closeness ritual add --preset ID" in run(clean, tmp_path, "ritual", "browse")
