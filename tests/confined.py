"""Jobs in children of their own: each has two seconds, 300 MB and no network.

Run as a program it reads jobs (JSON) from standard input, and writes what became of each to standard output.
The libraries are loaded once, before any child is made; so a hundred files take seconds. Only where
processes can be forked.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

SECONDS: Final = 2
MEGABYTES: Final = 300
_KILLED: Final = "killed"


@dataclass(frozen=True)
class Job:
    """One thing to try: an action of this module and the file it is tried on."""

    action: str
    path: str
    folder: str = ""
    """Where an action may write."""


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    Attributes:
        error: The class of the exception, "killed" where the time was over; empty where there was none.
        text: The message of the error in English, or what was read or written.
        seconds: What it took of a processor, with all processes it started.
        megabytes: The most memory the child held.
    """

    error: str = ""
    text: str = ""
    seconds: float = 0.0
    megabytes: int = 0


def run(jobs: Sequence[Job]) -> list[Outcome]:
    """Run jobs, each confined, and return what became of them in the same order."""
    done = subprocess.run(
        [sys.executable, __file__],
        input=json.dumps([asdict(job) for job in jobs]),
        capture_output=True,
        text=True,
        check=False,
        timeout=30 + SECONDS * 10 * len(jobs),
    )
    assert done.returncode == 0, done.stderr
    return [Outcome(**each) for each in json.loads(done.stdout)]


# --- actions -------------------------------------------------------------------------------------


def _read(job: Job) -> str:
    """Read a published document, and everything there is to say of it."""
    import govreport  # noqa: PLC0415
    from govreport.sources.documents import read_published  # noqa: PLC0415

    path = Path(job.path)
    document = read_published(path)
    texts = [str(block) for block in document.blocks] + [note.en for note in document.notes]
    with contextlib.suppress(govreport.errors.SourceError):
        govreport.read(path)  # the recogniser, too; most of these files hold no report
    return "\n".join(texts)


def _load(job: Job) -> str:
    """Read a file as data of a report."""
    from govreport.sources import load  # noqa: PLC0415

    return repr(load(job.path))


def _data(job: Job) -> str:
    """Read a data file, and nothing more."""
    from govreport.gate.filebytes import read_bytes  # noqa: PLC0415
    from govreport.sources.datafile import parse_data  # noqa: PLC0415

    return repr(parse_data(read_bytes(Path(job.path)), Path(job.path)).data)


def _word(job: Job) -> str:
    """Write the texts of a data file into a report, and return what stands in the Word file."""
    from govreport import Agency, ReportBuilder, build  # noqa: PLC0415
    from govreport.forms import ogi2021  # noqa: PLC0415
    from govreport.gate.filebytes import read_bytes  # noqa: PLC0415
    from govreport.sources.datafile import parse_data  # noqa: PLC0415
    from govreport.sources.documents import read_published_bytes  # noqa: PLC0415

    texts = parse_data(read_bytes(Path(job.path)), Path(job.path)).data.values()
    facts = {"year": 2024, "agency": Agency(name="甲市乙局"), "overview": "\n".join(map(str, texts))}
    report = ReportBuilder(ogi2021.Report).with_fields(**facts).build(blank="zero")  # type: ignore[arg-type]
    path = Path(job.folder, "data.docx")
    build(report, path)
    content = path.read_bytes()
    path.unlink()
    return "\n".join(each.text for each in read_published_bytes(content, name="a.docx").paragraphs)


def _value(job: Job) -> str:
    """Return the numbers a document shows, and how often each: what a nested table repeats counts once."""
    from collections import Counter  # noqa: PLC0415

    from govreport.sources.document import Paragraph  # noqa: PLC0415
    from govreport.sources.documents import read_published  # noqa: PLC0415

    blocks = read_published(Path(job.path)).blocks
    outer = [block for at, block in enumerate(blocks) if at == 0 or isinstance(block, Paragraph)]
    shown = "\n".join(block.text for block in outer).replace("\u200b", "")
    counted = Counter(re.findall(r"-?[0-9]+", shown))
    return "\n".join(f"{number} {'once' if count == 1 else count}" for number, count in counted.items())


def _template(job: Job) -> str:
    """Fill a template with plain data, and return the text of what is published."""
    from govreport.word import Template  # noqa: PLC0415
    from govreport.word.package import read_parts  # noqa: PLC0415

    content = Template.open(job.path).render(DATA)
    Path(job.folder, Path(job.path).name).write_bytes(content)
    parts = read_parts(content).items()
    return "".join(
        part.decode("utf-8", "replace") for name, part in parts if name.endswith((".xml", ".rels"))
    )


def _picture(job: Job) -> str:
    """Put a picture into a report."""
    import docx  # noqa: PLC0415
    from docxtpl import InlineImage  # noqa: PLC0415

    from govreport.word import Template  # noqa: PLC0415

    document, buffer = docx.Document(), io.BytesIO()
    document.add_paragraph("{{ picture }}")
    document.save(buffer)
    template = Template(buffer.getvalue(), trusted=True)
    return str(len(template.render({"picture": InlineImage(None, job.path)})))


_METHODS: Final = dict.fromkeys(("items", "values", "keys", "count", "get", "pop", "copy", "update"), "七")
DATA: Final[Mapping[str, object]] = {"x": "VALUE", "old": "OLD", "a": "A", "d": _METHODS, **_METHODS}
"""What the templates of the corpus are filled with."""

LOADED: Final = (
    "docx",
    "docxtpl",
    "govreport.sources.html_file",
    "govreport.sources.loading",
    "govreport.sources.pdf_file",
    "govreport.sources.xlsx_file",
    "govreport.word.template",
)
"""What takes long to load, before there is any child."""

ACTIONS = {
    "read": _read,
    "load": _load,
    "data": _data,
    "word": _word,
    "value": _value,
    "template": _template,
    "picture": _picture,
}


# --- the program ---------------------------------------------------------------------------------


def _refuse_network(*_: object, **__: object) -> NoReturn:
    raise AssertionError("the network was asked for")


def _confined(job: Job) -> Outcome:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    signal.alarm(SECONDS * 10)  # by the clock: other work may slow a machine down
    socket.socket = _refuse_network  # type: ignore[assignment,misc]
    try:
        return Outcome(text=ACTIONS[job.action](job)[:20_000])
    except BaseException as exc:  # noqa: BLE001  whatever comes out is what is asked for
        from govreport.errors import GovReportError  # noqa: PLC0415

        said = exc.to_text("en") if isinstance(exc, GovReportError) else traceback.format_exc()
        return Outcome(type(exc).__name__, said)


def _outcome(job: Job) -> Outcome:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8", errors="backslashreplace") as out:
            json.dump(asdict(_confined(job)), out)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answer:
        said = answer.read()
    _, _status, used = os.wait4(child, 0)
    seconds, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
    found: dict[str, Any] = json.loads(said) if said else {"error": _KILLED}
    return Outcome(**{**found, "seconds": round(seconds, 2), "megabytes": megabytes})


def main() -> None:
    """Run the jobs on standard input."""
    for module in LOADED:
        importlib.import_module(module)
    importlib.import_module("govreport.forms._registry").official_forms()
    jobs = [Job(**each) for each in json.load(sys.stdin)]
    print(json.dumps([asdict(_outcome(job)) for job in jobs]))  # noqa: T201


if __name__ == "__main__":
    main()
