"""Every file of the corpus ends as its list says, within 2 s and 300 MB, and leaves nothing behind."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest

from attacks import archives, documents, texts, workbooks
from confined import MEGABYTES, SECONDS, Job, Outcome, run
from govreport.word.package import read_parts

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="jobs are confined by fork and rlimits")


class Case(NamedTuple):
    """A line of the list."""

    action: str
    file: str
    ends: str
    says: str
    hides: str


def _cases(name: str) -> list[Case]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [
        Case(*(field.strip() for field in f"{line} ".split(" |")[:5]))
        for line in lines
        if not line.startswith("#")
    ]


CASES = _cases("corpus.txt")
FILES = {**archives.FILES, **documents.FILES, **workbooks.FILES, **texts.PDFS, **texts.PAGES, **texts.DATA}
READ_RIGHT = [
    Case("value", f"{name}{place}.docx", "fine", "200 once", "")
    for name in documents.CONSTRUCTS
    for place in ("", "_cell", "_nested")
]
MADE = [*_cases("made.txt"), *READ_RIGHT]


@pytest.fixture(scope="module")
def outcomes(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[Case, Outcome], Path]:
    """What became of every case, all tried in one go, and the folder that was written to."""
    folder = tmp_path_factory.mktemp("published")
    jobs = [Job(case.action, str(shared / "hostile" / case.file), str(folder)) for case in CASES]
    return dict(zip(CASES, run(jobs), strict=True)), folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[Case, Outcome]:
    """What became of every file that is made here."""
    folder = tmp_path_factory.mktemp("made")
    for name in {case.file for case in MADE}:
        (folder / name).write_bytes(FILES[name]())
    jobs = [Job(case.action, str(folder / case.file), str(folder)) for case in MADE]
    return dict(zip(MADE, run(jobs), strict=True))


@pytest.mark.parametrize("case", MADE, ids=[f"{case.action} {case.file}" for case in MADE])
def test_a_file_made_here_ends_as_the_list_says(made: dict[Case, Outcome], case: Case) -> None:
    outcome = made[case]
    assert outcome.error == ("" if case.ends == "fine" else case.ends), outcome.text
    assert case.says in outcome.text
    assert outcome.seconds < SECONDS
    assert outcome.megabytes < MEGABYTES
    if case.action == "value":
        assert len(outcome.text.splitlines()) == 1, "one number, and no other"
    if outcome.error:
        assert case.file in outcome.text
        assert outcome.text.count("\n") < 6


def test_every_file_made_here_is_tried() -> None:
    assert {case.file for case in MADE} | {"p10_many_lines.pdf"} == set(FILES)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.action} {case.file}" for case in CASES])
def test_a_hostile_file_ends_as_the_list_says(outcomes: tuple[dict[Case, Outcome], Path], case: Case) -> None:
    outcome = outcomes[0][case]
    assert outcome.error == ("" if case.ends == "fine" else case.ends), outcome.text
    assert case.says in outcome.text
    assert not case.hides or case.hides not in outcome.text
    assert outcome.seconds < SECONDS
    assert outcome.megabytes < MEGABYTES
    if outcome.error:
        assert Path(case.file).name in outcome.text
        assert outcome.text.count("\n") < 6


def test_no_payload_has_run(outcomes: tuple[dict[Case, Outcome], Path]) -> None:
    assert len(outcomes[0]) == len(CASES)
    assert not list(Path(tempfile.gettempdir(), "govreport-test").glob("*"))


def test_what_is_published_holds_nothing_from_elsewhere(outcomes: tuple[dict[Case, Outcome], Path]) -> None:
    published = sorted(path.name for path in outcomes[1].glob("*.docx"))
    fine = [case for case in CASES if case.action == "template" and case.ends == "fine"]
    assert published == sorted(Path(case.file).name for case in fine)
    for name in published:
        parts = read_parts((outcomes[1] / name).read_bytes())
        assert all(b"LEAK" not in part for part in parts.values()), name
        assert all(b"External" not in part for part in parts.values()), name


def test_the_list_names_every_file_of_the_corpus(shared: Path) -> None:
    elsewhere = {  # in test_data.py
        "data/c01_formula.csv",
        "data/c02_gb18030.csv",
        "data/names_hostile.json",
    }
    named = {case.file.removesuffix("/") for case in CASES} | elsewhere
    folder = shared / "hostile"
    found = {str(path.relative_to(folder)) for path in folder.glob("*/*")}
    assert found - named == set()
