"""The commands around the project: what they find, what they leave out, what they say."""

import importlib.util
import os
import subprocess
import sys
from types import ModuleType

import pytest

from tests import conftest
from tests.architecture.sources import ROOT, TESTS
from tests.browser import chromium

RAW = TESTS / "reference" / "test_fingertips_raw.py"


def load_check() -> ModuleType:
    """The runner of all checks, which lies outside every package."""
    spec = importlib.util.spec_from_file_location("check", ROOT / ".ci" / "check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["check"] = module
    spec.loader.exec_module(module)
    return module


def run_environment(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ROOT / ".ci" / "environment"), *arguments],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | variables,
    )


def test_raw_tests_are_left_out_without_their_folder(monkeypatch):
    monkeypatch.delenv(conftest.REFERENCE_VARIABLE, raising=False)
    assert conftest.pytest_ignore_collect(RAW) is True
    assert conftest.pytest_ignore_collect(RAW.with_name("test_fingertips.py")) is None


def test_raw_tests_are_collected_with_their_folder(monkeypatch, tmp_path):
    monkeypatch.setenv(conftest.REFERENCE_VARIABLE, str(tmp_path))
    assert conftest.pytest_ignore_collect(RAW) is None


def test_a_reference_folder_that_is_not_there_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv(conftest.REFERENCE_VARIABLE, str(tmp_path / "absent"))
    with pytest.raises(pytest.UsageError, match="absent"):
        conftest.pytest_configure()


def test_a_named_chromium_that_does_not_start_is_not_replaced_by_another(monkeypatch):
    monkeypatch.setenv("CDOF_CHROMIUM", "/absent/chromium")
    with pytest.raises(chromium.ChromiumNotFoundError, match="/absent/chromium"):
        chromium.provide_chromium(install=True)


def test_without_chromium_and_rights_the_run_says_what_to_do(monkeypatch):
    monkeypatch.delenv("CDOF_CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "candidates", list)
    monkeypatch.setattr(chromium, "privileges", lambda: None)
    with pytest.raises(chromium.ChromiumNotFoundError, match="apt-get install chromium"):
        chromium.provide_chromium(install=True)


def test_the_runner_goes_on_after_a_failure(monkeypatch, capsys):
    check = load_check()
    exit_codes = {"ruff: lint": 1, "pytest": 0}
    ran = []

    def run(name, _command, _environment):
        ran.append(name)
        return check.Result(name, exit_codes.get(name, 0) == 0, 0.0)

    monkeypatch.setattr(check, "run", run)
    monkeypatch.setattr(check, "provide_chromium", lambda _: check.Result("Chromium", True, 0.0))
    monkeypatch.setattr(sys, "argv", ["check.py"])
    monkeypatch.setattr(check, "ENVIRONMENT", ROOT / ".venv")
    assert check.main() == 1
    assert ran == [
        "ruff: lint",
        "ruff: format",
        "pyright",
        "import-linter",
        "PostgreSQL",
        "pytest",
        "pytest: browser",
    ]
    assert "7 of 8 checks passed" in capsys.readouterr().out


def test_without_chromium_the_other_tests_still_run(monkeypatch):
    check = load_check()
    commands = {}

    def run(name, command, _environment):
        commands[name] = command
        return check.Result(name, True, 0.0)

    monkeypatch.setattr(check, "run", run)
    monkeypatch.setattr(check, "provide_chromium", lambda _: check.Result("Chromium", False, 0.0))
    assert [result.passed for result in check.run_checks({})].count(False) == 1
    assert commands["pytest"][-2:] == ["-m", "not browser"]
    assert "pytest: browser" not in commands


def test_a_python_that_is_too_old_or_absent_is_named(tmp_path):
    finished = run_environment(str(tmp_path / "venv"), "requirements.txt", PYTHON="/absent/python")
    assert finished.returncode == 1
    assert "/absent/python is not a Python of version 3.11 or later" in finished.stderr


def test_an_environment_is_made_once_and_again_when_its_list_changes(tmp_path):
    folder, pinned = str(tmp_path / "venv"), tmp_path / "pinned.txt"
    pinned.write_text("# nothing yet\n")
    first = run_environment(folder, str(pinned), PYTHON=sys.executable)
    assert "Creating the environment" in first.stderr, first.stderr
    second = run_environment(folder, str(pinned), PYTHON=sys.executable)
    assert second.stderr == ""
    pinned.write_text("# still nothing\n")
    third = run_environment(folder, str(pinned), PYTHON=sys.executable)
    assert "Creating" not in third.stderr
    assert "Installing the pinned packages" in third.stderr
