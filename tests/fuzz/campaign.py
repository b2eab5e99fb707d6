"""Running harnesses for a time, each in a process that is watched: crashes, hangs and memory count as well.

A hang inside of C code hears no alarm, so the watcher ends a process that says nothing for too long; a
crash ends it by itself. Either way the next one goes on behind the seed that did it. Only where processes can
be forked.

``python tests/fuzz/campaign.py docx --seconds 60`` runs one harness, ``all`` as many at once as there are
processors. It ends with 1 and prints the seed of the damage where anything but our own errors came out, a
run took over ten seconds of the processor, or the memory of its process went over 500 MB; the damaged file is
kept.
"""

from __future__ import annotations

import argparse
import importlib.util
import logging
import os
import resource
import select
import signal
import struct
import subprocess
import sys
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import harnesses
from harnesses import HARNESSES, Harness

_GUIDED: Final = Path(__file__).with_name("coverage_guided.py")
LONGEST: Final = 10
"""Seconds of the processor a single run may take: a machine that is busy with other things makes none bad."""
_SILENT: Final = 75
"""Seconds by the clock until a process that says nothing is killed: it hears no alarm, or it waits."""
MEGABYTES: Final = 500
"""What a process may hold; it is renewed now and then, so that only a single run can reach it."""
_ADDRESSES: Final = 4_000_000_000
_RENEWED: Final = 5000
_DONE: Final = struct.Struct("<qB")
"""What a process says of each run: its seed, and a sum of the flags below."""
_PAST, _BAD = 1, 2


class _TooLongError(BaseException):
    """The alarm: no error that a reader could take for one of its own."""


@dataclass
class Tally:
    """What became of the runs of a harness."""

    name: str
    runs: int = 0
    past: int = 0
    bad: int = 0
    started: float = field(default_factory=time.monotonic)

    def line(self) -> str:
        """Say it on a line."""
        seconds = max(time.monotonic() - self.started, 0.001)
        share = 100 * self.past / max(self.runs, 1)
        return (
            f"{self.name:<10} {self.runs:>8} runs {self.runs / seconds:>7.1f}/s "
            f"{share:>5.1f} % past the parser {self.bad:>3} bad"
        )


def run(name: str, seconds: float, seed: int) -> Tally:
    """Run a harness for some time, in one watched process after another."""
    logging.disable()  # the reader of PDF tells of everything it meets
    for good in HARNESSES[name].good:
        good()  # made once, for all processes
    tally = Tally(name)
    end = tally.started + seconds
    while time.monotonic() < end:
        seed = _watched(tally, seed, end)
    return tally


def _watched(tally: Tally, seed: int, end: float) -> int:
    """Start a process, count what it says, and return the seed the next one begins with."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(tally.name, seed, end, writing)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb", buffering=0) as said:
        seed, is_hung = _listen(said.fileno(), tally, seed)
    if is_hung:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if status:
        why = "hangs, or is too slow" if is_hung else f"ends the process: status {status}"
        _tell(tally, seed, why)
        tally.runs += 1
        seed += 1
    return seed


def _listen(pipe: int, tally: Tally, seed: int) -> tuple[int, bool]:
    """Count the runs a process tells of; return the seed it is at when it ends, and whether it hangs."""
    waiting = b""
    while True:
        ready, _, _ = select.select([pipe], [], [], _SILENT)
        if not ready:
            return seed, True
        heard = os.read(pipe, 4096)
        if not heard:
            return seed, False
        waiting += heard
        while len(waiting) >= _DONE.size:
            done, flags = _DONE.unpack(waiting[: _DONE.size])
            waiting = waiting[_DONE.size :]
            seed = done + 1
            tally.runs += 1
            tally.past += flags & _PAST
            tally.bad += (flags & _BAD) > 0


def _tell(tally: Tally, seed: int, why: str) -> None:
    tally.bad += 1
    kept = harnesses.keep(tally.name, HARNESSES[tally.name].damaged(seed))
    print(f"{tally.name} --seed {seed} {why}: kept as {kept.name}", flush=True)  # noqa: T201


def _work(name: str, seed: int, end: float, pipe: int) -> None:
    """Run a harness, seed after seed, and say what became of each."""
    signal.signal(signal.SIGPROF, _ring)
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
    last = seed + _RENEWED
    while time.monotonic() < end and seed < last:
        flags = _tried(name, HARNESSES[name], seed)
        os.write(pipe, _DONE.pack(seed, flags))
        if flags & _BAD:
            return
        seed += 1


def _ring(*_: object) -> None:
    raise _TooLongError


def _tried(name: str, harness: Harness, seed: int) -> int:
    try:
        data = harness.damaged(seed)
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        past = harnesses.attempt(name, data)
    except BaseException:  # noqa: BLE001  that is what is looked for
        signal.setitimer(signal.ITIMER_PROF, 0)
        kept = harnesses.keep(name, harness.damaged(seed))
        said = traceback.format_exc(limit=-4)
        print(f"{name} --seed {seed}: kept as {kept.name}\n{said}", flush=True)  # noqa: T201
        return _BAD
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if megabytes > MEGABYTES:
        kept = harnesses.keep(name, data)
        print(f"{name} --seed {seed}: {megabytes} MB, kept as {kept.name}", flush=True)  # noqa: T201
        return _BAD
    return _PAST * past


def _run_all(seconds: float, seed: int) -> int:
    """Run every harness for a time, as many at once as there are processors."""

    def one(name: str) -> int:
        command = [sys.executable, __file__, name, "--seconds", str(seconds), "--seed", str(seed)]
        return subprocess.run(command, check=False).returncode

    def one_guided(name: str) -> int:
        command = [sys.executable, str(_GUIDED), name, "--seconds", str(round(seconds))]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        told = [line for line in done.stderr.splitlines() if "DONE" in line or "ERROR" in line]
        print(f"{name:<10} led by coverage: {' '.join(told[-1:])}", done.stdout, flush=True)  # noqa: T201
        return done.returncode

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        worst = max(pool.map(one, HARNESSES))
        if importlib.util.find_spec("atheris") is None:
            print("not led by coverage: pip install 'govreport[fuzz]'", flush=True)  # noqa: T201
            return worst
        return max(worst, *pool.map(one_guided, HARNESSES))


def main() -> int:
    """Run one harness, or all of them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("harness", choices=("all", *HARNESSES))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1, help="the first damage")
    parser.add_argument("--kept", type=Path, help="try a single file instead")
    chosen = parser.parse_args()
    if chosen.kept:
        harnesses.attempt(chosen.harness, chosen.kept.read_bytes())
        return 0
    if chosen.harness == "all":
        return _run_all(chosen.seconds, chosen.seed)
    tally = run(chosen.harness, chosen.seconds, chosen.seed)
    print(tally.line(), flush=True)  # noqa: T201
    return int(tally.bad > 0)


if __name__ == "__main__":
    sys.exit(main())
