"""Files with one byte changed, or cut short, and what may be read of them.

What is read of a mutated file is held to that file itself, figure by figure. The places of its figures are
known: a report whose figures are all different is written first, then each of them is replaced by the
figure of the good report.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

import seeds

import govreport
from govreport.errors import GovReportError
from govreport.forms._printing import CellValue, value_text
from govreport.report import Report
from govreport.sources.loaded import Loaded
from govreport.sources.loading import open_bytes
from samples import changed

Key: TypeAlias = tuple[str, str]
"""A figure: whose it is, where a file has several agencies, and its path."""
Marks: TypeAlias = Mapping[bytes, tuple[Key, bytes]]
"""The numbers that stand for figures while a file is written: which figure, and as what it is printed."""
_FIRST: Final = 300_001
"""Nothing else in a seed is a number so large."""
_MARK: Final = re.compile(rb"(?<![0-9])(3[0-9]{5})(?:\.0+)?(?![0-9])")
_KEYS: Final = b"0123456789,.-| \t\n\r\"':;<>&/=#x{}[]"
"""What a slip of the finger leaves behind."""
_FIGURE: Final = re.compile(rb"[0-9.,+-]")
_FIGURE_OF_ROW: Final = re.compile(rb"[0-9.+-]")
_INLINE: Final = re.compile(rb't="inlineStr"><is>(.*?)</is>', re.DOTALL)
_LAST: Final = re.compile(rb"[0-9.]+\Z")
_ENDS: Final = re.compile(r"[^0-9.+-]+")


@dataclass(frozen=True)
class Found:
    """What was read of a file.

    Attributes:
        figures: The figures.
        told: The figures that were said to be missing, doubtful or wrong.
        words: Everything that was said.
    """

    figures: Mapping[Key, CellValue]
    told: frozenset[Key]
    words: frozenset[str]


def found_in(data: bytes, ending: str) -> Found:
    """Read a file as `build` and `check` do; all figures of a row that is refused or remarked on are told.

    Raises:
        GovReportError: The file is refused.
    """
    figures: dict[Key, CellValue] = {}
    told: set[Key] = set()
    words: set[str] = set()
    for loaded in open_bytes(data, name="x", path=Path(f"x{ending}")):
        whose = loaded.agency
        words.update(map(str, loaded.remarks))
        if isinstance(loaded.result, GovReportError) or (loaded.row and loaded.remarks):
            told |= {(whose, path) for path in seeds.REPORT.cells()}
        if isinstance(loaded.result, GovReportError):
            words.add(str(loaded.result))
            continue
        figures.update({(whose, path): value for path, value in loaded.report.cells().items()})
        said, paths = _said(loaded)
        words |= said
        told |= {(whose, path) for path in paths}
    return Found(figures, frozenset(told), frozenset(words))


def _said(loaded: Loaded) -> tuple[set[str], set[str]]:
    """Return what is said of a report that was read, and the paths it is said of."""
    findings = govreport.check(loaded.report, page=loaded.reading)
    words = {f"{finding.code} {finding.message}" for finding in findings}
    paths = {path for finding in findings for path in finding.cells}
    if (reading := loaded.reading) is not None:
        words |= {*map(str, reading.notes), *map(str, reading.unplaced), *reading.missing}
        paths |= {*reading.missing, *(item.path for item in reading.unplaced)}
    return words, paths


# --- where figures stand


@dataclass(frozen=True)
class Place:
    """A figure, and where its characters begin and end."""

    key: Key
    start: int
    end: int


@dataclass(frozen=True)
class Printed:
    """A file, or a part of one, whose figures are known by their places."""

    data: bytes
    places: tuple[Place, ...] = ()
    is_separated: bool = False
    """Whether a comma is no part of a figure, but stands between two."""

    def printed(self, mutated: bytes, at: int) -> dict[Key, str]:
        """Return what a mutated file prints where the figures beside its changed byte stood."""
        near = (place for place in self.places if place.start - 2 <= at <= place.end + 1)
        return {place.key: self._run(place, mutated, at) for place in near}

    def _run(self, place: Place, mutated: bytes, at: int) -> str:
        figure = _FIGURE_OF_ROW if self.is_separated else _FIGURE
        start, end = min(place.start, at), max(place.end, at + 1)
        while start and figure.match(mutated, start - 1):
            start -= 1
        while end < len(mutated) and figure.match(mutated, end):
            end += 1
        return unicodedata.normalize("NFKC", mutated[start:end].decode("utf-8", "replace"))


def marked(reports: Iterable[Report]) -> tuple[tuple[Report, ...], Marks]:
    """Return the reports with a different number for every figure, and what each number stands for."""
    numbers = iter(range(_FIRST, 10**6, 7))
    marks: dict[bytes, tuple[Key, bytes]] = {}
    made = []
    known = tuple(reports)
    for report in known:
        whose = report.agency.name if len(known) > 1 else ""
        own = {path: next(numbers) for path in report.cells()}
        made.append(changed(report, own, title=report.title, agency=report.to_data()["agency"]))
        for path, value in report.cells().items():
            marks[str(own[path]).encode()] = ((whose, path), value_text(value).encode())
    return tuple(made), marks


def replaced(data: bytes, marks: Marks, *, is_separated: bool = False) -> Printed:
    """Return the bytes with figures for the numbers that stand for them."""
    pieces: list[bytes] = []
    places: list[Place] = []
    done = length = 0
    for match in _MARK.finditer(data):
        if match[1] not in marks:
            continue
        key, text = marks[match[1]]
        pieces += (data[done : match.start()], text)
        length += match.start() - done
        places.append(Place(key, length, length + len(text)))
        length += len(text)
        done = match.end()
    return Printed(b"".join((*pieces, data[done:])), tuple(places), is_separated)


def printed_file(write: Callable[..., bytes], reports: Iterable[Report]) -> Printed:
    """Return the file of reports, with the places of their figures."""
    made, marks = marked(reports)
    return replaced(write(*made), marks, is_separated=len(made) > 1)


def printed_parts(write: Callable[..., bytes], reports: Iterable[Report]) -> dict[str, Printed]:
    """Return the parts of a Word file or workbook, with the places of the figures in each."""
    made, marks = marked(reports)
    with zipfile.ZipFile(io.BytesIO(write(*made))) as package:
        return {name: replaced(package.read(name), marks) for name in package.namelist()}


def with_shared_texts(parts: Mapping[str, Printed]) -> dict[str, Printed]:
    """Return the parts of a workbook with all its texts in a part of their own, as Excel has them."""
    texts: dict[bytes, int] = {}
    made = {name: _sharing(part, texts) for name, part in parts.items()}
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    strings = b"".join(b"<si>%s</si>" % text for text in texts)
    return {**made, "xl/sharedStrings.xml": Printed(b"<sst %s>%s</sst>" % (space, strings))}


def _sharing(part: Printed, texts: dict[bytes, int]) -> Printed:
    """Return a part that refers to texts by their numbers; figures that are texts have no place in it."""
    pieces: list[bytes] = []
    places: list[Place] = []
    done = shift = 0
    for match in _INLINE.finditer(part.data):
        number = b't="s"><v>%d</v>' % texts.setdefault(match[1], len(texts))
        pieces += (part.data[done : match.start()], number)
        places += _moved(part.places, range(done, match.start()), shift)
        shift += len(number) - len(match[0])
        done = match.end()
    places += _moved(part.places, range(done, len(part.data)), shift)
    return Printed(b"".join((*pieces, part.data[done:])), tuple(places))


def _moved(places: Iterable[Place], within: range, shift: int) -> list[Place]:
    return [Place(each.key, each.start + shift, each.end + shift) for each in places if each.start in within]


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of parts, with right checksums."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return file.getvalue()


# --- mutations


def changes(good: Printed, *, seed: int, count: int = 100) -> Iterator[tuple[bytes, int]]:
    """Yield bytes with one of them changed, and where: a bit or a key, anywhere, every third at a figure."""
    dice = Random(seed)  # noqa: S311  the same mutations every time
    spots = [at for place in good.places for at in range(place.start - 1, place.end + 1)]
    for number in range(count):
        at = dice.choice(spots) if spots and number % 3 == 0 else dice.randrange(len(good.data))
        byte = good.data[at] ^ 1 << dice.randrange(8) if number % 2 else dice.choice(_KEYS)
        if byte == good.data[at]:
            byte ^= 1
        yield good.data[:at] + bytes([byte]) + good.data[at + 1 :], at


def truncations(good: bytes, *, seed: int, count: int = 100) -> Iterator[bytes]:
    """Yield the beginnings of a file, every second of them more than half of it."""
    dice = Random(seed)  # noqa: S311  as above
    for number in range(count):
        yield good[: dice.randrange(len(good) // 2 if number % 2 else 1, len(good))]


# --- what is not lawful


def wrong_after_change(good: Printed, before: Found, mutation: tuple[bytes, int], after: Found) -> list[str]:
    """Return the figures that were read otherwise than the mutated bytes print them, and not told.

    A figure may be another than it was only if (a) the changed byte is one of its characters, or beside them,
    and what is read is what stands there now; where that is no figure any more but two pieces of one, and it
    was not told so, only the first; or (b) it is blank, and told. Figures of an agency whose name was
    changed are those of a row under another name.
    """
    printed = good.printed(*mutation)
    is_told = bool(after.words - before.words)
    after = _renamed(before, after)
    wrong = []
    for key, was in before.figures.items():
        now = after.figures.get(key)
        if now == was and key in after.figures:
            continue
        if now is None and (is_told or key in after.told - before.told):
            continue
        if key not in printed or not _says(printed[key], now, is_told=is_told):
            wrong.append(f"{key}: {was} -> {now}, printed {printed.get(key, 'elsewhere')!r}")
    return wrong + [f"{key}: new" for key in after.figures.keys() - before.figures.keys() - after.told]


def _says(text: str, value: CellValue, *, is_told: bool) -> bool:
    """Tell whether a value is what some characters print."""
    pieces = [piece for piece in _ENDS.split(text.replace(",", "").strip()) if piece]
    if value is None:
        return not pieces
    shown = {*pieces[:1], *(("".join(pieces), *pieces) if is_told else ())}
    return any(value_text(value) == (each.lstrip("+0").rstrip(".") or "0") for each in shown)


def _renamed(before: Found, after: Found) -> Found:
    """Return what was read with rows under the names they had, where one name was changed.

    A row that has its figures in several sheets falls in two where one of them has another name.
    """
    old, new = ({whose for whose, _ in each.figures} for each in (before, after))
    if len(new - old) != 1:
        return after
    name = (new - old).pop()
    own = {
        path: value for (whose, path), value in after.figures.items() if whose == name and value is not None
    }
    for former in old:
        lost = {path for path in own if after.figures.get((former, path)) is None}
        if lost == own.keys() and all(before.figures[former, path] == value for path, value in own.items()):
            figures = {key: value for key, value in after.figures.items() if key[0] != name}
            return Found(
                {**figures, **{(former, path): value for path, value in own.items()}}, after.told, after.words
            )
    return after


def wrong_after_cut(before: Found, cut: bytes, after: Found) -> list[str]:
    """Return the figures that a file cut short has lost or changed without a word.

    What was said must be more than of the whole file. A figure that is not blank must be what it was, or
    told; or it is the last one, cut itself: then it is said that the file ends in it.
    """
    news = after.words - before.words
    end = _LAST.search(cut)
    last = end[0].decode() if end and any(f"{end[0].decode()}”结尾" in word for word in news) else ""
    wrong = []
    for key, was in before.figures.items():
        now = after.figures.get(key)
        is_said = bool(news) and (now is None or key in after.told or value_text(now) == last)
        if now != was and not is_said:
            wrong.append(f"{key}: {was} -> {now}")
    return wrong
