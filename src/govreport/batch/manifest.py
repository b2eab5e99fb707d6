"""The manifest of a run: a line for every input, written as it goes, in order at the end.

A run that is resumed believes a line only where input, template, settings and library are the same, and the
files still are what it says.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import IO, Final, Literal, cast

from govreport.batch.inputs import Settings
from govreport.batch.keeping import digest_of
from govreport.batch.outcome import Built
from govreport.files import refuse_no_file, refused, write_atomic
from govreport.findings import Severity
from govreport.messages import Message
from govreport.refusals import REFUSALS
from govreport.word.stock import stock_folder

NAME: Final = "manifest.jsonl"
_FORMAT: Final = 1
_LIBRARIES: Final = ("python-docx", "docxtpl", "jinja2", "lxml", "pydantic")
_REFUSAL: Final = Message("清单写不进去", "the manifest cannot be written")
_REMEDY: Final = Message("检查文件夹、权限和磁盘空间", "check folder, permissions and disk space")

Line = Mapping[str, object]
Status = Literal["done", "refused", "failed"]


def status_of(built: Built) -> Status:
    """Return what became of an input, in a word; a draft that was written is done."""
    if built.failure is not None:
        return "failed"
    return "done" if built.path is not None else "refused"


@dataclass(slots=True)
class Manifest:
    """The manifest in an output folder.

    Attributes:
        path: The file.
        run: The SHA-256 of what all reports of the run have in common.
        settings: How the reports are built.
    """

    path: Path
    run: str
    settings: Settings
    _lines: list[bytes] = field(default_factory=list)
    _stream: IO[bytes] | None = None

    @classmethod
    def open(cls, folder: Path, settings: Settings) -> Manifest:
        """Return the manifest of a run that is about to begin."""
        return cls(folder / NAME, run_digest(settings), settings)

    def earlier(self) -> dict[str, Line]:
        """Return the lines of reports an earlier run of the same kind has finished, by their source.

        A line that was being written when that run was killed is none.
        """
        try:
            if self.path.is_symlink() or not self.path.is_file():
                return {}
            text = self.path.read_bytes().decode("utf-8", "replace")
        except OSError:
            return {}
        lines = {str(line.get("source")): line for line in _iter_lines(text)}
        return {source: line for source, line in lines.items() if line.get("run") == self.run}

    def begin(self, *, anew: bool) -> None:
        """Open the file for lines to come; `anew` forgets those of the run before.

        Raises:
            MachineError: If it cannot be written.
        """
        if anew:
            write_atomic(self.path, b"")
        refuse_no_file(self.path)
        try:
            self._stream = self.path.open("ab", buffering=0)  # nothing is left that closing would write
            if self._stream.tell():
                self._stream.write(b"\n")  # a line that was cut off ends here
        except REFUSALS as exc:
            raise refused(_REFUSAL, self.path, exc, _REMEDY) from exc

    def add(self, built: Built, digest: str) -> None:
        """Add the line of an input; `digest` is that of what it was made of.

        Raises:
            MachineError: If it cannot be written.
        """
        self.keep(self._line(built, digest))

    def keep(self, line: Line) -> None:
        """Add a line as it is."""
        text = _text(line)
        self._lines.append(text)
        try:
            if self._stream is not None:
                rest = memoryview(text)
                while rest:  # a disk that is almost full takes a part, and refuses the next
                    rest = rest[self._stream.write(rest) :]
        except REFUSALS as exc:
            raise refused(_REFUSAL, self.path, exc, _REMEDY) from exc

    def finish(self) -> None:
        """Put the lines in the order of the inputs, and no others.

        Raises:
            MachineError: If it cannot be written.
        """
        self.close()
        write_atomic(self.path, b"".join(self._lines))

    def close(self) -> None:
        """Leave the file as it is."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def _line(self, built: Built, digest: str) -> Line:
        found = Counter(str(finding.severity) for finding in built.findings)
        files = {path.name: file_digest(path) for path in built.files}
        return {
            "source": built.source,
            "status": status_of(built),
            "agency": built.agency,
            "year": built.year,
            "files": files,
            "findings": {str(severity): found[str(severity)] for severity in Severity},
            "error": built.failure and str(built.failure),
            "receipt": asdict(built.receipt) if built.receipt else None,
            "input": digest,
            "last_year": last_year_digest(self.settings, built.agency, built.year),
            "run": self.run,
            "format": _FORMAT,
        }


def last_year_digest(settings: Settings, agency: str, year: int) -> str:
    """Return the SHA-256 of the report a report is compared with; empty where there is none."""
    if settings.last_years is not None:
        return settings.last_years.digest(agency, year)
    return digest_of(settings.last_year) if settings.last_year is not None else ""


def is_kept(line: Line, digest: str, folder: Path) -> bool:
    """Tell whether what a line says is finished still is: same input, and every file as it was written."""
    files = line.get("files")
    findings = line.get("findings")
    if (
        line.get("status") != "done"
        or line.get("input") != digest
        or not isinstance(files, dict)
        or not files
    ):
        return False
    if not isinstance(findings, dict) or findings.get(str(Severity.ERROR)):
        return False  # a draft: its errors are told every time
    return all(
        Path(name).name == name and file_digest(folder / name) == wanted for name, wanted in files.items()
    )


def built_from(line: Line, folder: Path) -> Built:
    """Return what became of an input, as its line says."""
    path, *others = [folder / name for name in cast("dict[str, str]", line["files"])]
    pages = [other for other in others if other.suffix != ".pdf"]
    page, fragment = [*pages, None, None][:2]
    return Built(
        str(line["source"]),
        path=path,
        page=page,
        fragment=fragment,
        pdf=next((other for other in others if other.suffix == ".pdf"), None),
        agency=str(line.get("agency")),
        year=cast("int", line.get("year")),
        kept=True,
    )


def run_digest(settings: Settings) -> str:
    """Return the SHA-256 of what all reports of a run have in common: library, template, settings."""
    form = settings.form
    parts = [
        _library_digest(),
        settings.template.digest if settings.template else "",
        f"{form.__module__}:{form.__qualname__}" if form else "",
        str(settings.blank),
        *map(str, (settings.draft, settings.html, settings.charts, settings.pdf, settings.name.text)),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits; empty where there is none."""
    try:
        if path.is_symlink() or not path.is_file():
            return ""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _library_digest() -> str:
    """Return the SHA-256 of this library and of those that have a say in a Word file."""
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in _LIBRARIES).encode())
    package = Path(__file__).parents[1]
    for folder in dict.fromkeys((package, stock_folder())):
        for path in sorted(Path(place, name) for place, _, names in os.walk(folder) for name in names):
            if path.suffix != ".pyc":
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _iter_lines(text: str) -> Iterator[dict[str, object]]:
    for line in text.splitlines():
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict) and found.get("format") == _FORMAT:
            yield found


def _text(line: Line) -> bytes:
    return (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")
