"""The files under .deploy name only commands, options and settings that exist."""

import re
import shlex
import shutil
import subprocess
import sys

import click
import pytest
from running import ROOT

from bot.__main__ import main
from bot.settings import Settings

DEPLOY = ROOT / ".deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
SETTINGS = {field.alias or f"PRESCREEN_{name.upper()}" for name, field in Settings.model_fields.items()}


def commands():
    """Every command line of ours, with the file that it is in."""
    for path in DEPLOY.iterdir():
        text = path.read_text("utf-8").replace("\\\n", " ")
        for words in re.findall(r"^ExecStart=\S*/prescreen (.*)$", text, re.MULTILINE):
            yield pytest.param(shlex.split(words), id=f"{path.name}: {words}")
        for words in re.findall(r"^(?:CMD|HEALTHCHECK .*CMD) (\[.*\])$", text, re.MULTILINE):
            yield pytest.param(
                [word for word in re.findall(r'"(.*?)"', words) if word != "prescreen"], id=f"{path.name}: {words}"
            )
        for words in re.findall(r"(?:bin/prescreen|(?:exec|-v \S+:/\S+) prescreen(?: prescreen)?) (.*)$", text, re.MULTILINE):
            if path.suffix == ".md":
                yield pytest.param(shlex.split(words), id=f"{path.name}: {words}")


@pytest.mark.parametrize("words", list(commands()))
def test_every_command_line_is_one_that_the_program_understands(words):
    command = main.commands[words[0]]
    context = click.Context(command)
    command.make_parser(context).parse_args(list(words[1:]))


@pytest.mark.parametrize("path", [*UNITS, DEPLOY / "Containerfile", DEPLOY / "README.md"], ids=lambda path: path.name)
def test_every_setting_exists(path):
    named = set(re.findall(r"\b(?:PRESCREEN|TELEGRAM)_[A-Z_]+\b", path.read_text("utf-8")))
    assert named <= SETTINGS


def test_the_container_gets_every_package_of_the_program():
    copied = re.findall(r"^COPY (\w+) ", (DEPLOY / "Containerfile").read_text("utf-8"), re.MULTILINE)
    packages = re.search(r"^packages = \[(.*)\]", (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert sorted(copied) == sorted(re.findall(r'"(\w+)"', packages[1]))


def test_backups_are_deleted_in_time():
    """A nightly run deletes what is older than the days that it is given, so one day less than the notice promises."""
    assert "--keep-days 6" in (DEPLOY / "prescreen-backup.service").read_text("utf-8")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_understands_every_unit(tmp_path):
    for path in UNITS:
        text = path.read_text("utf-8").replace("/opt/prescreen/bin/prescreen", sys.executable)
        (tmp_path / path.name).write_text(text)
    copies = [str(tmp_path / path.name) for path in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *copies], capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "prescreen" in line]
    assert (done.returncode, ours) == (0, [])
