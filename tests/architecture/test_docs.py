"""What the documents say of commands, settings, rooms and dependencies is true, because it is compared here."""

import argparse
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

import run
from kiosk.core.languages import SHIPPED
from kiosk.core.settings import PREFIX, Settings
from tests.architecture.house import ROOT, features, plant

DOCS = ROOT / "docs"


def said(name: str, root: Path = ROOT) -> str:
    return (root / name).read_text(encoding="utf-8")


def setting_faults(text: str) -> list[str]:
    """Return the settings whose line, name and meaning word for word, is not in the table."""
    return [
        declared.name
        for declared in fields(Settings)
        if not re.search(
            rf"^\| `{PREFIX}{declared.name.upper()}` \|.*\| {re.escape(declared.metadata['meaning'])} \|$",
            text,
            re.MULTILINE,
        )
    ]


def options(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Yield each command with each of its options and arguments."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield name, ""
                for option in command._actions:
                    yield name, (option.option_strings or [option.metavar or option.dest])[-1]


def command_faults(text: str) -> list[str]:
    """Return the commands and options that the section of their command does not tell."""
    sections = {part.split("\n")[0].strip(): part for part in re.split(r"^## ", text, flags=re.MULTILINE)}
    return [
        f"{name} {option}".strip()
        for name, option in options(run.build_parser())
        if option != "--help" and option not in sections.get(name, "\0")
    ]


def shell_lines(text: str) -> list[str]:
    """Return what is to be typed: the lines of shell blocks, and whatever a sentence quotes of run.py."""
    blocks = re.findall(r"```(?:sh|bash|console|shell)\n(.*?)```", text, re.DOTALL)
    typed = [line.removeprefix("$ ").strip() for block in blocks for line in block.splitlines()]
    return [line for line in typed if line] + re.findall(r"`(python run\.py[^`\n]*)`", text)


def line_faults(text: str) -> list[str]:
    """Return the lines with run.py that run.py would not understand."""
    known: dict[str, set[str]] = {}
    for name, option in options(run.build_parser()):
        known.setdefault(name, set()).add(option)
    found = []
    for line in shell_lines(text):
        words = line.split("#")[0].split()
        if "run.py" in words:
            rest = words[words.index("run.py") + 1 :]
            command = rest[0] if rest and not rest[0].startswith("-") else "kiosk"
            asked = {word.split("=")[0] for word in rest if word.startswith("--")} - {"--help"}
            if command not in known or asked - known[command]:
                found.append(line)
    return found


def dead_links(root: Path) -> list[str]:
    pages = [*root.glob("*.md"), *root.glob("docs/**/*.md")]
    return [
        f"{page.relative_to(root)}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)\s#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]


def test_every_setting_is_told() -> None:
    assert setting_faults(said("docs/SETTINGS.md")) == []


def test_every_command_and_option_is_told() -> None:
    assert command_faults(said("docs/COMMANDS.md")) == []


def test_every_line_of_the_readme_is_understood() -> None:
    assert line_faults(said("README.md")) == []
    assert any("run.py" in line for line in shell_lines(said("README.md")))


def test_the_machine_runs_the_tests_that_the_readme_tells() -> None:
    told = [line for line in shell_lines(said("README.md")) if "python -m pytest" in line]

    assert told
    assert told[0] in said(".ci/run").splitlines()


@pytest.mark.parametrize("feature", features(ROOT))
def test_every_room_is_on_the_plan(feature: str) -> None:
    assert f"`{feature}/`" in said("docs/ARCHITECTURE.md")


def test_every_dependency_says_what_it_saves_and_weighs() -> None:
    project = tomllib.loads(said("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["central"]]
    names = [re.split(r"[\[<>=]", line)[0] for line in wanted]

    table = said("docs/DEPENDENCIES.md")
    assert [
        name
        for name in names
        if not re.search(rf"^\| {re.escape(name)} \|.+\| [\d.]+ MB \|", table, re.MULTILINE)
    ] == []


@pytest.mark.parametrize("code", SHIPPED)
def test_every_language_says_who_has_read_it(code: str) -> None:
    header = re.search(r"X-Native-Review: (\S+?)\\n", said(f"translations/{code}/LC_MESSAGES/messages.po"))
    assert header
    read = "no" if header[1] == "none" else f"yes, {header[1]}"

    assert re.search(
        rf"^\| {code} \| {SHIPPED[code].endonym} \|.+\| {read} \|$", said("docs/LANGUAGES.md"), re.MULTILINE
    )


def test_every_page_stands_in_the_index() -> None:
    index = said("docs/README.md")

    assert [
        page.name for page in DOCS.glob("*.md") if page.name != "README.md" and f"]({page.name})" not in index
    ] == []


def test_no_link_leads_nowhere() -> None:
    assert dead_links(ROOT) == []


def test_it_sees_what_is_not_told(tmp_path: Path) -> None:
    plant(tmp_path, "docs/README.md", "[gone](GONE.md) [web](https://example.org) [here](README.md#top)")
    settings, commands = said("docs/SETTINGS.md"), said("docs/COMMANDS.md")

    assert setting_faults(settings.replace("port to listen on (central: 8090)", "a port")) == ["port"]
    assert "demo --central-port" in command_faults(commands.replace("--central-port", "--port-of-central"))
    assert line_faults("```sh\npython run.py serve\n```\nor `python run.py demo --fast`.") == [
        "python run.py serve",
        "python run.py demo --fast",
    ]
    assert dead_links(tmp_path) == ["docs/README.md: GONE.md"]


def named_tests(text: str) -> set[str]:
    """Return each test that a page names: a file or folder under tests, and a function where one is told."""
    return set(re.findall(r"`(tests/[\w/.]+(?:::\w+)?)`", text))


def is_there(name: str) -> bool:
    path, _separator, function = name.partition("::")
    place = ROOT / path
    return place.exists() and (not function or f"def {function}(" in place.read_text(encoding="utf-8"))


def test_every_promise_of_the_threats_names_a_test_that_exists() -> None:
    text = said("docs/THREATS.md")
    promises = [line for line in text.splitlines() if line.startswith("| ") and "shown by" not in line]

    assert len(promises) > 20
    assert [line for line in promises if not named_tests(line)] == []
    assert sorted(name for name in named_tests(text) if not is_there(name)) == []
    assert not is_there("tests/architecture/test_docs.py::test_of_nothing")
