"""The README, the example settings and the picture of the phases are what the code is."""

import re
from pathlib import Path

from click.testing import CliRunner

from bot.__main__ import main
from bot.commands import COMMANDS
from bot.settings import Settings
from flows.state import diagram

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_the_state_diagram_is_the_one_that_the_code_draws():
    assert diagram() in README


def test_every_command_of_the_program_is_in_the_readme():
    listed = re.findall(r"^  (\w+)  ", CliRunner().invoke(main, ["--help"]).output, re.MULTILINE)
    assert {"assess", "chat", "read", "telegram"} <= set(listed)
    assert [name for name in listed if f"`prescreen {name}" not in README] == []


def test_every_chat_command_in_the_readme_exists():
    named = re.search(r"At any moment: (.*)\.", README)
    assert named is not None
    assert [name for name in named[1].split() if name.lstrip("/") not in COMMANDS] == []


def test_every_setting_is_in_the_example_file():
    example = (ROOT / ".env.example").read_text("utf-8")
    names = {field.alias or f"PRESCREEN_{name.upper()}" for name, field in Settings.model_fields.items()}
    assert set(re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE)) == names


def test_every_file_and_folder_named_in_the_house_exists():
    rooms = re.findall(r"`((?:flows|seeds|i18n|bot)/[\w./]*)`", README)
    assert [room for room in rooms if not (ROOT / room).exists()] == []
