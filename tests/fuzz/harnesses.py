"""Harnesses: good files, damaged in all manners, go into a reader; only our own errors may come out.

As a program it runs one harness for a time: ``python tests/fuzz/harnesses.py docx --seconds 60``. It
ends with 1 and prints the seed of the damage when anything else came out, or a run took over ten seconds.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import signal
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import govreport
from govreport.datatext import format_data
from govreport.errors import GovReportError
from govreport.forms._registry import report_from_data
from govreport.html.documents import page
from govreport.sources import load_text
from govreport.sources.documents import read_published_bytes
from govreport.word import Template
from govreport.word.package import read_parts, write_parts
from samples import OVERVIEW, load_report

HUAIAN: Final = load_report("huaian_2024.json")
FORM: Final = type(HUAIAN)
LONGEST: Final = 10
"""Seconds a single run may take."""
_INSERTED: Final = (
    *(b"<", b">", b"&", b'"', b"\0", b"\xff", b"{{", b"}}", b"{%", b"%}", b"{# ", b"\xe2\x80\xae", b"\r"),
    *(
        b"99999999999999999999",
        b"-1",
        b"]]>",
        b"<!DOCTYPE x>",
        b"&#55296;",
        b"<w:tbl>",
        b"</w:tc>",
        b"/*",
        b": &a",
    ),
    *("一、".encode(), "（其中".encode(), "同比增长".encode(), "件，".encode(), b"%", "２".encode()),
)


def damaged(data: bytes, dice: Random) -> bytes:
    """Return bytes with some of them changed, left out, doubled, moved, or foreign ones put in."""
    for _ in range(dice.choice((1, 1, 2, 5, 20))):
        at = dice.randrange(len(data) + 1)
        size = dice.choice((1, 2, 8, 64, 1000))
        other = dice.randrange(len(data) + 1)
        data = dice.choice(
            (
                data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :],
                data[:at] + data[at + size :],
                data[:at] + dice.choice(_INSERTED) + data[at:],
                data[:at] + data[other : other + size] + data[at:],
                data[:at] if dice.random() < 0.1 else data,
            )
        )
    return data


def damaged_package(data: bytes, dice: Random) -> bytes:
    """Return a package with one of its parts damaged, or its own bytes."""
    if dice.random() < 0.2:
        return damaged(data, dice)
    parts = read_parts(data)
    name = dice.choice(("word/document.xml", *sorted(parts)))
    parts[name if name in parts else next(iter(parts))] = damaged(parts.get(name, b"<w/>"), dice)
    return write_parts(parts)


@cache
def _docx() -> bytes:
    return Template.stock(FORM).render(HUAIAN)


@cache
def _template() -> bytes:
    return (Path(__file__).resolve().parents[2] / "templates" / "ogi2021.docx").read_bytes()


@cache
def _xlsx() -> bytes:
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{row % 3}</v></c><c r="B{row}"><v>{row}</v></c></row>'
        for row in range(1, 40)
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook {main} xmlns:r="{office}"><sheets>'
            '<sheet name="1" sheetId="1" r:id="a"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/sharedStrings.xml",
            f"<sst {main}><si><t>规章</t></si><si><t>总计</t></si><si><t>2024年</t></si></sst>",
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f"<worksheet {main}><sheetData>{rows}</sheetData>"
            '<mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>',
        )
    return file.getvalue()


def _read(data: bytes) -> None:
    read_published_bytes(data, name="x")
    load_text(data, name="x")


def _load(data: bytes) -> None:
    load_text(data, name="x")


def _fill(data: bytes) -> None:
    template = Template(data)
    template.check(FORM)
    template.render(HUAIAN)


def _claim(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    govreport.check(report_from_data({**HUAIAN.to_data(), "overview": text}, form=FORM))


Harness = tuple[Callable[[], bytes], Callable[[bytes, Random], bytes], Callable[[bytes], None]]
HARNESSES: Final[dict[str, Harness]] = {
    "docx": (_docx, damaged_package, _read),
    "xlsx": (_xlsx, damaged_package, _read),
    "html": (lambda: page(HUAIAN).encode(), damaged, _read),
    "text": (OVERVIEW.encode, damaged, _read),
    "json": (lambda: format_data(FORM, HUAIAN.to_data(), ending=".json").encode(), damaged, _load),
    "yaml": (lambda: format_data(FORM, HUAIAN.to_data(), ending=".yaml").encode(), damaged, _load),
    "claims": (OVERVIEW.encode, damaged, _claim),
    "template": (_template, damaged_package, _fill),
}
"""By name: a good file, how it is damaged, and what it goes into."""


def attempt(name: str, seed: int) -> None:
    """Damage the good file of a harness and try it; only errors of our own are passed over."""
    good, damage, use = HARNESSES[name]
    with contextlib.suppress(GovReportError):
        use(damage(good(), Random(seed)))  # noqa: S311  the same damage for the same seed


@contextlib.contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Raise TimeoutError inside when the time is over, where the system has alarms."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def run(name: str, seconds: float, seed: int) -> int:
    """Run one harness for some time, say how many runs there were, and return how many went wrong."""
    end, first, bad = time.monotonic() + seconds, seed, 0
    while time.monotonic() < end:
        try:
            with at_most(LONGEST):
                attempt(name, seed)
        except Exception:  # noqa: BLE001  that is what is looked for
            bad += 1
            print(f"{name} --seed {seed}:\n{traceback.format_exc(limit=-4)}", flush=True)  # noqa: T201
        seed += 1
    print(f"{name}: {seed - first} runs, {bad} bad", flush=True)  # noqa: T201
    return bad


def main() -> int:
    """Run one harness, or all of them one after the other."""
    parser = argparse.ArgumentParser()
    parser.add_argument("harness", choices=("all", *HARNESSES))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    names = HARNESSES if chosen.harness == "all" else (chosen.harness,)
    return int(sum(run(name, chosen.seconds, chosen.seed) for name in names) > 0)


if __name__ == "__main__":
    sys.exit(main())
