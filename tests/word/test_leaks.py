"""Whatever a template carries of its making, a published file does not, and `template check` tells of it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from govreport.cli.program import run
from govreport.word import Template
from govreport.word.package import read_parts
from leaks import MARK, leaky

DATA = {"year": "seen"}


@pytest.fixture(scope="module")
def content() -> bytes:
    """The template with everything in it."""
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), (200, 30, 30)).save(buffer, "JPEG")
    return leaky(buffer.getvalue())


def marks(file: bytes) -> dict[str, set[str]]:
    """Return the marks that are left, by the parts that hold them."""
    found = {name: set(map(bytes.decode, MARK.findall(part))) for name, part in read_parts(file).items()}
    return {name: names for name, names in found.items() if names}


def test_the_template_holds_what_it_says(content: bytes) -> None:
    assert len(set[str]().union(*marks(content).values())) == 104


def test_nothing_of_it_is_published(content: bytes) -> None:
    published = Template(content).render(DATA)
    assert marks(published) == {}
    names = "".join(read_parts(published))
    assert not re.search("comment|people|custom|thumbnail|printer|ole|signature|webSettings", names)


def test_what_is_meant_to_be_seen_is_left(content: bytes) -> None:
    parts = read_parts(Template(content).render(DATA))
    assert parts["word/document.xml"].count(b"seen") == 10
    assert b"seen" in parts["word/header1.xml"]
    assert parts["word/document.xml"].count(b"<pic:pic>") == 3
    assert b"LEAK" not in b"".join(parts.values())


def test_a_second_pass_finds_nothing(content: bytes) -> None:
    (trace,) = Template(Template(content).render(DATA)).traces
    assert trace.found == "keywords: seen"  # the year of the report, as in every report


@pytest.mark.parametrize(
    ("keep", "mark"),
    [
        ("changes", "LEAK06"),
        ("comments", "LEAKA0"),
        ("custom", "LEAKA6"),
        ("hidden", "LEAK15"),
        ("ids", "LEAK60"),
        ("links", "LEAK23"),
        ("metadata", "LEAK82"),
        ("objects", "LEAKA4"),
    ],
)
def test_what_is_kept_on_request_is_published(content: bytes, keep: str, mark: str) -> None:
    left = set[str]().union(*marks(Template(content, keep=[keep]).render(DATA)).values())  # type: ignore[list-item]  # a parameter
    assert mark in left


def test_checking_the_template_tells_of_each_kind(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "leaky.docx"
    path.write_bytes(content)
    told = "\n".join(trace.to_line("en") for trace in Template(content).traces)
    for what in (
        "LEAK65",
        "LEAK74",
        "LEAK77",
        "thumbnail",
        "origin.sigs",
        "LEAK06",
        "comments.xml",
        "LEAK15",
    ):
        assert what in told
    for what in ("LEAK19", "LEAK21", "LEAK27", "LEAKB1", "printer.bin", "wps.xml", "ole.bin", "b.png"):
        assert what in told
    run(["--lang", "en", "template", "check", str(path), "--form", "ogi2021"])
    said = capsys.readouterr()
    assert "hidden text" in said.out + said.err
