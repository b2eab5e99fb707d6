"""The two streams of a command: a reader that has gone, a full disk, a terminal of few characters."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from contextlib import suppress
from typing import TextIO

import click

from govreport.errors import MachineError
from govreport.messages import Message
from govreport.refusals import reason_of

_GONE = frozenset({errno.EPIPE, errno.EINVAL})
"""What a pipe says whose reader has gone; EINVAL on Windows."""


def write(text: str, *, err: bool = False) -> None:
    """Write to stdout, or to stderr.

    A reader that has gone (``… | head``) stops neither the work nor the exit code.

    Raises:
        MachineError: If stdout cannot be written for another reason, a full disk for instance.
    """
    try:
        click.echo(text, nl=False, err=err)
    except OSError as exc:
        _discard(sys.stderr if err else sys.stdout)
        if err or exc.errno in _GONE:
            return
        raise MachineError.of(
            Message("结果写不出去", "the results cannot be written"),
            where="stdout",
            found=reason_of(exc),
            remedy=Message("检查磁盘空间和输出的去处", "check disk space and where the output goes"),
        ) from exc


def accept_every_character() -> None:
    """Have stdout spell out what its encoding does not know, as stderr does.

    A console in GBK lacks the › of a place; that must not end a run.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def is_utf8() -> bool:
    """Tell whether what is written to stdout becomes UTF-8."""
    return codecs.lookup(getattr(sys.stdout, "encoding", None) or "utf-8").name == "utf-8"


def knows(text: str) -> bool:
    """Tell whether stdout can show a text as it is."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _discard(stream: TextIO) -> None:
    """Let what is still to be written vanish, so that the interpreter does not fail on it at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
