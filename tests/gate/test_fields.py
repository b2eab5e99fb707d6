"""What the fields of a part are told to do, whatever stands in them or is missing."""

from __future__ import annotations

import pytest
from lxml import etree

from attacks.archives import WORD
from attacks.documents import run
from attacks.fields import BEGIN, END, SEPARATE, STARTING, code
from govreport.gate.fields import WORD as SPACES
from govreport.gate.fields import (
    Field,
    iter_fields,
    keyword_of,
    may_fetch,
    refers_to_file,
    starts_program,
    takes_file,
)


def _fields(markup: str, space: str = WORD) -> list[Field]:
    return list(iter_fields(etree.fromstring(f'<w:p xmlns:w="{space}">{markup}</w:p>')))


def _told(markup: str, space: str = WORD) -> list[tuple[str, ...]]:
    return [field.instructions for field in _fields(markup, space)]


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("instruction", STARTING)
def test_a_field_that_starts_a_program_is_known_however_it_is_written(instruction: str, space: str) -> None:
    markup = f"<w:body>{BEGIN}{instruction}{SEPARATE}{run('1')}{END}</w:body>".replace("</w:p><w:p>", "")
    assert any(starts_program(each) for told in _told(markup, space) for each in told)


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        (BEGIN + code(" PAGE ") + SEPARATE + run("1") + END, [(" PAGE ",)]),
        ('<w:fldSimple w:instr=" PAGE "/>', [(" PAGE ",)]),
        (
            BEGIN + code("IF ") + BEGIN + code("PAGE") + SEPARATE + run("2") + END + END,
            [("PAGE",), ("IF 2",)],
        ),
        (
            BEGIN + BEGIN + code("QUOTE 68 0x44 E") + END + code(" x") + END,
            [("QUOTE 68 0x44 E",), (" x", "DDE x")],
        ),
        (BEGIN + code("DDE x"), [("DDE x",)]),
        (code("D") + code("DE x"), [("D",), ("DE x",), ("DDE x",)]),
        (run("DDE x"), []),
    ],
    ids=["long", "short", "inner", "quoted", "without an end", "without marks", "text"],
)
def test_instructions_are_put_together_as_word_does(markup: str, told: list[tuple[str, ...]]) -> None:
    assert _told(markup) == told


def test_a_field_is_made_of_its_marks_and_its_instruction_and_not_of_what_it_shows() -> None:
    inner = BEGIN + code("PAGE") + SEPARATE + run("2") + END
    fields = _fields(BEGIN + code("A") + inner + code("B") + SEPARATE + run("1") + code("C") + END)
    made_of = [
        [element.get(f"{{{WORD}}}fldCharType") or element.text for element in each[0]] for each in fields
    ]
    assert made_of == [
        ["begin", "PAGE", "separate", "end"],
        ["begin", "A", "B", "separate", "end"],
        ["C"],
    ]


def test_deep_fields_take_a_time_that_grows_with_the_part() -> None:
    depth = 20_000
    fields = _fields((BEGIN + code("x")) * depth + END * depth)
    assert len(fields) == depth
    assert max(len(field.elements) for field in fields) == 3


@pytest.mark.parametrize(
    ("instruction", "starts", "takes", "refers"),
    [
        (" ddeauto c:/x ", True, False, False),
        ("\u200bDDE x", True, False, False),
        ("DDEX x", False, False, False),
        ("INCLUDETEXT a", False, True, True),
        ('INCLUDEPICTURE "http://a/b.png" \\* MERGEFORMATINET', False, False, True),
        ("LINK Excel.Sheet.8 a.xls", False, False, True),
        ("REF DDE", False, False, False),
        ("", False, False, False),
    ],
)
def test_what_a_field_does_is_told_by_its_first_word(
    instruction: str, *, starts: bool, takes: bool, refers: bool
) -> None:
    assert (starts_program(instruction), takes_file(instruction), refers_to_file(instruction)) == (
        starts,
        takes,
        refers,
    )


def test_the_first_word_is_told_in_capitals() -> None:
    assert keyword_of("\t page \\* MERGEFORMAT") == "PAGE"
    assert keyword_of(" = 1 + 2") == ""


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (b"<w:t>DDE</w:t>", False),
        (b"<w:fldChar/><w:instrText> PAGE </w:instrText>", False),
        (b"<w:fldChar/><w:instrText> DDE </w:instrText>", True),
        (b"<w:fldChar/><w:instrText> &#68;&#68;E </w:instrText>", True),
        (b'<w:fldSimple w:instr="PAGE"/>', True),
    ],
)
def test_a_part_without_such_fields_is_told_without_parsing_it(part: bytes, *, expected: bool) -> None:
    assert may_fetch(part) is expected
