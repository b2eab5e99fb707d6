"""Who does the work of a run: this process, a pool of processes, or any executor, Dask's among them.

Work is handed out in small bundles, a few ahead of what is being waited for, so that a run of any length
takes the same memory. A bundle whose worker was lost is done again, report by report, so that one report
that ends its worker is told from those that were beside it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import wait
from typing import Final, Protocol, TypeVar

from govreport.batch.inputs import Settings, name_of
from govreport.batch.outcome import Built
from govreport.batch.work import Builder, Job, Office, Question, Survey, build_all, survey_all
from govreport.errors import MachineError
from govreport.messages import Message

Q = TypeVar("Q")
A = TypeVar("A")

_BUNDLE: Final = 8
"""Reports in a bundle: a tenth of a second of work, beside which sending it is nothing."""
_PRINTED: Final = 20
"""Reports in a bundle where LibreOffice makes PDF files: it takes a second to start."""
_AHEAD: Final = 4
"""Bundles handed out for every worker."""
_TRIES: Final = 3
"""How often the work on a report may lose its worker."""


class Crew(Protocol):
    """Does the work on many sources; results come in the order of the questions."""

    def survey(self, questions: Iterable[Question]) -> Iterator[Survey]:
        """Yield what every report will be called."""

    def build(self, jobs: Iterable[Job]) -> Iterator[Built]:
        """Yield what became of every job."""

    def close(self) -> None:
        """Give up what is not finished, and end the processes that were started."""


@dataclass(frozen=True, slots=True)
class Alone:
    """This process alone."""

    builder: Builder

    def survey(self, questions: Iterable[Question]) -> Iterator[Survey]:
        """Yield what every report will be called."""
        return map(self.builder.survey, questions)

    def build(self, jobs: Iterable[Job]) -> Iterator[Built]:
        """Yield what became of every job."""
        rest = iter(jobs)
        while bundle := tuple(islice(rest, bundle_size(self.builder.settings))):
            yield from self.builder.build_all(bundle)

    def close(self) -> None:
        """There is nothing to end."""


@dataclass(slots=True)
class Team:
    """Workers behind an executor.

    Attributes:
        office: Where they find the settings of the run.
        hire: Makes the executor; again, when it is broken.
        workers: How many there are, as far as is known.
        owned: Whether the executor is ended with the run.
        bundle: How many reports are handed out together.
    """

    office: Office
    hire: Callable[[], Executor]
    workers: int
    owned: bool = True
    bundle: int = _BUNDLE
    _executor: Executor | None = None

    def survey(self, questions: Iterable[Question]) -> Iterator[Survey]:
        """Yield what every report will be called."""
        return self._iter(survey_all, questions, lambda _, error: Survey(failure=error))

    def build(self, jobs: Iterable[Job]) -> Iterator[Built]:
        """Yield what became of every job."""
        return self._iter(build_all, jobs, lambda job, error: Built(name_of(job.source), error=error))

    def close(self) -> None:
        """Give up what is not finished, and end the processes that were started."""
        if self.owned and self._executor is not None:
            self._executor.shutdown(cancel_futures=True)

    def _iter(
        self,
        task: Callable[[Office, Sequence[Q]], list[A]],
        questions: Iterable[Q],
        lost: Callable[[Q, MachineError], A],
    ) -> Iterator[A]:
        waiting: deque[tuple[tuple[Q, ...], Executor, Future[list[A]]]] = deque()
        rest = iter(questions)
        while True:
            while len(waiting) < _AHEAD * self.workers and (bundle := tuple(islice(rest, self.bundle))):
                waiting.append((bundle, *self._submitted(task, bundle)))
            if not waiting:
                return
            bundle, executor, future = waiting.popleft()
            try:
                answers = future.result()
            except Exception:  # noqa: BLE001  tasks raise nothing: whoever did the work is gone
                self._dismiss(executor)
                answers = [self._once_more(task, each, lost) for each in bundle]
            yield from answers

    def _once_more(
        self,
        task: Callable[[Office, Sequence[Q]], list[A]],
        question: Q,
        lost: Callable[[Q, MachineError], A],
    ) -> A:
        """Do the work on one source by itself, as often as may be."""
        found = ""
        for _ in range(_TRIES - 1):
            executor, future = self._submitted(task, (question,))
            try:
                return future.result()[0]
            except Exception as exc:  # noqa: BLE001  the same
                found = f"{type(exc).__name__}: {exc}"
                self._dismiss(executor)
        error = MachineError.of(
            Message("处理这一份时工作进程一再异常结束", "its worker process ended again and again"),
            found=found,
            remedy=Message("单独生成这一份，查看原因", "build this one by itself to see why"),
        )
        return lost(question, error)

    def _submitted(
        self, task: Callable[[Office, Sequence[Q]], list[A]], bundle: tuple[Q, ...]
    ) -> tuple[Executor, Future[list[A]]]:
        for _ in range(_TRIES):
            executor = self._executor = self._executor or self.hire()
            try:
                return executor, executor.submit(task, self.office, bundle)
            except RuntimeError:  # broken meanwhile
                self._dismiss(executor)
        raise MachineError.of(
            Message("执行器不再接收任务", "the executor takes no more work"),
            remedy=Message("检查工作进程或集群", "check the worker processes, or the cluster"),
        )

    def _dismiss(self, executor: Executor) -> None:
        """Give up a pool that is broken, if it has not been replaced already; others see to it themselves."""
        if self.owned and executor is self._executor and getattr(executor, "_broken", False):
            executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None


def bundle_size(settings: Settings) -> int:
    """Return how many reports are built together."""
    return _PRINTED if settings.pdf else _BUNDLE


def pool(workers: int) -> Executor:
    """Return a pool of processes that end with this one, however it ends.

    They are forked from a server that has loaded the library, so that they share its memory; where the
    system has none, each loads it by itself.
    """
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["govreport.batch.work", "govreport.word.template"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker)


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start_worker() -> None:
    """Leave interruptions to the main process, and end when it ends, even if it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
