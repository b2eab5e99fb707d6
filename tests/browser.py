"""A browser that looks at our pages: headless Chromium, spoken to through a pair of pipes.

The DevTools protocol over pipes needs no port and no package: a message is JSON, a NUL ends it.
axe-core (npm) is put into a page like any other script.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SECONDS = 60.0
"""The longest a page may take; a busy machine is slow."""
_AXE = """
axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => violations.map(
  ({impact, id, nodes}) => `${impact} ${id} x${nodes.length}: ${nodes[0].html.slice(0, 120)}`
))
"""
_FREE = 10
"""File descriptors from here on do not collide with the two that Chromium is given."""


def find_chromium() -> Path | None:
    """Return the browser's command: ``GOVREPORT_CHROMIUM``, or one on the PATH; None where there is none."""
    named = os.environ.get("GOVREPORT_CHROMIUM")
    found = next(filter(None, map(shutil.which, [named] if named else _NAMES)), None)
    return Path(found) if found and hasattr(os, "posix_spawn") else None


def find_axe() -> Path | None:
    """Return axe-core's script, which ``GOVREPORT_AXE`` names; None where it is not there."""
    path = Path(os.environ.get("GOVREPORT_AXE") or "axe.min.js")
    return path if path.is_file() else None


class Browser:
    """A running Chromium with one page open. It is a context manager: the browser ends with it."""

    def __init__(self, command: Path) -> None:
        self._profile = tempfile.mkdtemp(prefix="govreport-chromium-")
        there, self._output = map(_moved, os.pipe())
        self._input, here = map(_moved, os.pipe())
        arguments = [
            str(command),
            "--headless",
            "--no-sandbox",  # root has none, and the pages are our own
            "--disable-gpu",
            "--hide-scrollbars",
            "--remote-debugging-pipe",
            f"--user-data-dir={self._profile}",
        ]
        nowhere = os.open(os.devnull, os.O_RDWR)
        standard = [(os.POSIX_SPAWN_DUP2, nowhere, number) for number in range(3)]
        pipes = [(os.POSIX_SPAWN_DUP2, there, 3), (os.POSIX_SPAWN_DUP2, here, 4)]
        self._process = os.posix_spawn(
            arguments[0], arguments, os.environ, file_actions=[*standard, *pipes], setsid=True
        )
        for descriptor in (there, here, nowhere):
            os.close(descriptor)
        self._number = 0
        self._session = ""
        self._read = b""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._call("Page.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._input)
        os.close(self._output)
        shutil.rmtree(self._profile, ignore_errors=True)

    def open(self, path: Path, *, width: int = 1280, height: int = 900, scripts: bool = True) -> None:
        """Open a file in a window of some size, with scripts on or off."""
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        self._call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self._call("Page.navigate", url=path.resolve().as_uri())
        self._wait_for("Page.loadEventFired")

    def evaluate(self, expression: str) -> object:
        """Return what an expression is in the page, a promise's value if it is one."""
        answer = self._call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"], ensure_ascii=False))
        result: object = answer["result"].get("value")
        return result

    def press(self, key: str) -> None:
        """Press a key: ``Tab``, ``Enter``, ``Escape``, ``ArrowDown`` …"""
        code = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self._call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode=code,
                **(text if kind == "keyDown" else {}),
            )

    def screenshot(self, *, full: bool = True) -> bytes:
        """Return a picture of the page as PNG, of the whole of it or of what the window shows."""
        answer = self._call("Page.captureScreenshot", format="png", captureBeyondViewport=full)
        return base64.b64decode(answer["data"])

    def pdf(self) -> bytes:
        """Return the page as it is printed."""
        answer = self._call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(answer["data"])

    def axe(self, script: Path) -> list[str]:
        """Return what axe-core finds wrong with the page: impact, rule and first place, a line each."""
        self.evaluate(script.read_text(encoding="utf-8") + "; 0")
        found = self.evaluate(_AXE)
        assert isinstance(found, list)
        return found

    def _call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._output, data) :]
        answer = self._receive(lambda got: got.get("id") == self._number)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _wait_for(self, event: str) -> None:
        self._receive(lambda got: got.get("method") == event)

    def _receive(self, is_wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        end = time.monotonic() + _SECONDS
        while time.monotonic() < end:
            line, found, rest = self._read.partition(b"\0")
            if found:
                self._read = rest
                message: dict[str, Any] = json.loads(line)
                if is_wanted(message):
                    return message
                continue
            more = os.read(self._input, 1 << 20)
            if not more:
                break
            self._read += more
        raise RuntimeError("the browser does not answer")


def _moved(descriptor: int) -> int:
    """Return another number for a file descriptor, out of the way."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, _FREE)
    os.close(descriptor)
    return moved
