"""LibreOffice, for what nothing else reads: one conversion, in a profile of its own, within a time limit.

It ends with 0 whatever happens, so the result is looked for. Macros do not run, and nothing a document
refers to elsewhere is fetched.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from govreport.errors import MachineError
from govreport.messages import Message
from govreport.refusals import reason_of

TIME_LIMIT: Final = 120.0
"""Seconds a conversion may take; the first of a profile takes 1 to 2."""

_COMMANDS: Final = ("soffice", "libreoffice")
_SETTINGS: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}</oor:items>
"""
_ITEM: Final = """\
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>
"""
_SECURITY: Final = {
    "MacroSecurityLevel": "3",
    "DisableMacrosExecution": "true",
    "BlockUntrustedRefererLinks": "true",
}
_MISSING: Final = Message("没有安装 LibreOffice", "LibreOffice is not installed")
_INSTALL: Final = Message(
    "安装 LibreOffice（Debian、Ubuntu：libreoffice-writer-nogui），或在 Word、WPS 中另存为 .docx",
    "install LibreOffice (Debian: libreoffice-writer-nogui), or save the file as .docx in Word or WPS",
)

_LOOK: Final = Message(
    "用 govreport doctor 看看本机，或在 Word、WPS 中另存",
    "look at this machine with govreport doctor, or save the file in Word or WPS",
)
TOO_LONG: Final = Message("LibreOffice 转换超时，已停止", "LibreOffice took too long and was stopped")
"""What is said where a conversion was ended."""


def find_office() -> str | None:
    """Return the command of LibreOffice; None where it is not installed."""
    return next((found for name in _COMMANDS if (found := shutil.which(name))), None)


def require_office(place: str) -> str:
    """Return the command of LibreOffice; `place` is what needs it.

    Raises:
        MachineError: If it is not installed.
    """
    command = find_office()
    if command is None:
        raise MachineError.of(_MISSING, where=place, remedy=_INSTALL)
    return command


def convert(
    data: bytes, ending: str, target: str, *, name: str, time_limit: float = TIME_LIMIT
) -> bytes | None:
    """Return a file converted by LibreOffice; None if it could make nothing of it.

    Args:
        data: The file.
        ending: Its ending, by which LibreOffice chooses how to read it: ``.doc``.
        target: What to convert it to: an ending, or an ending and a filter (``docx:MS Word 2007 XML``).
        name: What messages call the file.
        time_limit: Seconds after which it is stopped.

    Raises:
        MachineError: LibreOffice is not installed, cannot be started, or was stopped.
    """
    command = require_office(name)
    with tempfile.TemporaryDirectory(prefix="govreport-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        source, output = home / f"document{ending}", home / "output"
        source.write_bytes(data)
        output.mkdir()
        arguments = ["--convert-to", target, "--outdir", str(output), str(source)]
        _run([*_start(command, new_profile(home)), *arguments], name, time_limit)
        made = next((path for path in output.iterdir() if path.is_file()), None)
        return made.read_bytes() if made is not None else None


def convert_files(
    sources: Sequence[Path],
    target: str,
    folder: Path,
    *,
    profile: Path,
    reader: str,
    environment: Mapping[str, str],
    time_limit: float = TIME_LIMIT,
) -> None:
    """Convert files in one call; what was made stands in the folder under the names of the sources.

    Args:
        sources: The files.
        target: What to convert them to: an ending and a filter, with its options.
        folder: Where the results go.
        profile: A profile made by `new_profile`; no other process may use it at the same time.
        reader: The filter that reads them, so that nothing else is tried.
        environment: Variables for the process.
        time_limit: Seconds after which it is stopped.

    Raises:
        MachineError: LibreOffice is not installed, cannot be started, or was stopped.
    """
    name = str(sources[0]) if len(sources) == 1 else f"{sources[0]} … ({len(sources)})"
    command = require_office(name)
    arguments = [f"--infilter={reader}", "--convert-to", target, "--outdir", str(folder), *map(str, sources)]
    _run([*_start(command, profile), *arguments], name, time_limit, environment)


def _start(command: str, profile: Path) -> list[str]:
    return [command, f"-env:UserInstallation={profile.absolute().as_uri()}", "--headless", "--norestore"]


def new_profile(home: Path) -> Path:
    """Make a profile in a folder, in which no macro runs and nothing is fetched."""
    profile = home / "profile"
    (profile / "user").mkdir(parents=True)
    items = "".join(_ITEM.format(name=name, value=value) for name, value in _SECURITY.items())
    (profile / "user" / "registrymodifications.xcu").write_text(
        _SETTINGS.format(items=items), encoding="utf-8"
    )
    return profile


def _run(
    arguments: list[str], name: str, time_limit: float, environment: Mapping[str, str] | None = None
) -> None:
    try:
        process = subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, **(environment or {})},
        )
    except OSError as exc:
        what = Message("LibreOffice 无法启动", "LibreOffice cannot be started")
        raise MachineError.of(what, where=name, found=reason_of(exc)) from exc
    try:
        process.wait(time_limit)
    except subprocess.TimeoutExpired as exc:
        _stop(process)
        expected = Message("不超过 {limit} 秒", "at most {limit} seconds").format(limit=int(time_limit))
        raise MachineError.of(TOO_LONG, where=name, expected=expected, remedy=_LOOK) from exc
    except BaseException:  # an interrupt ends what this process has started, too
        _stop(process)
        raise


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with all it has started: its command is only a starter of the program itself."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
