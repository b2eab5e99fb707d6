"""What happens without the extras: the message names the one to install, and what is only faster goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
REPORT = str(EXAMPLES / "huaian-2024.yaml")
ROSTER = str(EXAMPLES / "county" / "2024.xlsx")


def run_without(modules: tuple[str, ...], folder: Path, *command: str) -> tuple[int, str]:
    """Run a command in a process of its own in which some libraries are not installed."""
    program = (
        "import sys\n"
        f"sys.modules.update(dict.fromkeys({modules!r}))\n"  # None is what an import then finds
        "from govreport.cli import main\n"
        f"sys.argv = {['govreport', '--lang', 'en', *command]!r}\n"
        "sys.exit(main())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False
    )
    return ran.returncode, ran.stderr


@pytest.mark.parametrize(
    ("modules", "extra", "command"),
    [
        (("python_calamine",), "excel", ("check", ROSTER)),
        (("openpyxl",), "excel", ("new", "--year", "2024", "-o", "a.xlsx")),
        (("distributed",), "dask", ("build", REPORT, "-o", "a.docx", "--dask", "tcp://127.0.0.1:1")),
        (("pdfplumber",), "pdf", ("read", "a.pdf")),
    ],
)
def test_the_message_names_the_extra_to_install(
    tmp_path: Path, modules: tuple[str, ...], extra: str, command: tuple[str, ...]
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    code, told = run_without(modules, tmp_path, *command)
    assert code == 4
    assert f"govreport[{extra}]" in told
    assert len(told.splitlines()) <= 6


DOCUMENT = """
import io, sys
sys.modules.update(dict.fromkeys(("docxcompose", "docxcompose.composer", "docxcompose.properties")))
import docx
from govreport.errors import MachineError
from govreport.word import Subdocument, Template
def saved(text):
    document, buffer = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(buffer)
    return buffer.getvalue()
try:
    Template(saved("{{p a }}"), trusted=True).render({"a": Subdocument(saved("x"))})
except MachineError as exc:
    print(exc.to_text("en"))
"""


def test_a_document_inside_a_document_names_the_extra_it_needs() -> None:
    ran = subprocess.run([sys.executable, "-c", DOCUMENT], capture_output=True, text=True, check=True)
    assert "documents inside documents need docxcompose" in ran.stdout
    assert "govreport[documents]" in ran.stdout


def test_a_pdf_is_not_made_where_nothing_can_look_at_it(tmp_path: Path) -> None:
    code, told = run_without(("pypdfium2",), tmp_path, "build", REPORT, "-o", "out", "--pdf")
    assert code == 4
    assert "govreport[pdf]" in told
    assert list(tmp_path.rglob("*.pdf")) == []


@pytest.mark.parametrize("modules", [("isal",), ("rich",), ("docxcompose",)])
def test_what_only_helps_may_be_missing(tmp_path: Path, modules: tuple[str, ...]) -> None:
    assert run_without(modules, tmp_path, "build", REPORT, "-o", "a.docx")[0] == 0
    assert (tmp_path / "a.docx").is_file()
