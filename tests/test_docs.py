"""The documentation: its code runs, its commands print what it says, its links lead somewhere."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
import shlex
import shutil
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from govreport import rules
from govreport.cli.program import run

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
RUNNABLE = [
    page for page in PAGES if re.search(r"^```(?:python|console)$", page.read_text("utf-8"), re.MULTILINE)
]

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def page_id(page: Path) -> str:
    return str(page.relative_to(ROOT))


def iter_commands(block: str) -> Iterator[tuple[list[str], str]]:
    """The commands of a console block, each with the output that is shown for it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield shlex.split(command), output


def matches(shown: str, printed: str) -> bool:
    """Tell whether an output is as shown; three dots stand for anything."""
    pattern = ".*".join(re.escape(piece) for piece in shown.split("..."))
    return re.fullmatch(pattern, printed, re.DOTALL) is not None


class Terminal:
    """Runs the blocks of a page one after another in a folder of its own."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module
        self.code = 0

    def run_block(self, language: str, content: str) -> None:
        if language == "python":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(content, "<docs>", "exec"), vars(self.module))  # noqa: S102  our own pages
        elif language == "yaml" and (name := re.match(r"# (\S+\.yaml)\n", content)):
            Path(name[1]).write_text(content, encoding="utf-8")
        elif language == "console":
            self._run_commands(content)

    def _run_commands(self, block: str) -> None:
        commands = list(iter_commands(block))
        for number, (command, shown) in enumerate(commands):
            if command == ["echo", "$?"]:
                assert shown == f"{self.code}\n"
                continue
            assert command[0] == "govreport"
            output = io.StringIO()
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                self.code = run(command[1:])
            if shown:
                assert matches(shown, output.getvalue()), output.getvalue()
            is_asked = commands[number + 1 : number + 2] and commands[number + 1][0] == ["echo", "$?"]
            assert is_asked or self.code == 0, output.getvalue()


@pytest.mark.parametrize("page", RUNNABLE, ids=page_id)
def test_its_code_runs_and_its_commands_print_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples", "examples", ignore=shutil.ignore_patterns("__pycache__"))
    module = ModuleType("page")
    monkeypatch.setitem(sys.modules, "page", module)  # a form class looks for its names there
    terminal = Terminal(module)
    for language, content in _BLOCK.findall(page.read_text("utf-8")):
        terminal.run_block(language, content)


def test_the_pages_that_should_run_are_among_those_that_do() -> None:
    wanted = {"README.md", "README.zh.md", "docs/tutorial.md", "docs/tutorial.zh.md"}
    assert wanted <= {page_id(page) for page in RUNNABLE}


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_its_links_lead_to_files_that_exist(page: Path) -> None:
    links = [link for link in _LINK.findall(page.read_text("utf-8")) if "://" not in link]
    targets = {link.partition("#")[0] for link in links} - {""}
    assert [target for target in sorted(targets) if not (page.parent / target).exists()] == []


def test_every_rule_is_explained_under_its_code() -> None:
    headings = re.findall(r"^### (\S+)$", (ROOT / "docs" / "rules.md").read_text("utf-8"), re.MULTILINE)
    assert headings == list(rules.CATALOGUE)


def test_the_picture_is_as_wide_as_two_pages_and_small_enough_to_load() -> None:
    content = (ROOT / "docs" / "images" / "report.png").read_bytes()
    assert struct.unpack(">I", content[16:20]) == (1440,)
    assert len(content) < 300_000


@pytest.fixture
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generated_pages_are_those_of_the_code(
    generate: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])
    assert generate.main() == 0


def test_a_page_that_is_not_up_to_date_is_named_and_then_written(
    generate: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(generate, "DOCS", tmp_path)
    for name, text in generate.pages().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text if name != "forms.md" else "", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])
    assert generate.main() == 1
    command = ".venv/bin/python docs/generate.py"
    assert capsys.readouterr().err == f"docs/forms.md is not up to date; to renew it: {command}\n"
    monkeypatch.setattr(sys, "argv", ["generate.py"])
    assert generate.main() == 0
    assert (tmp_path / "forms.md").read_text(encoding="utf-8") == generate.forms_page()
