"""A Dask cluster as workers: the same bytes, even where one of them is lost."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from govreport.batch import Settings, dask_executor, iter_built
from govreport.errors import MachineError
from govreport.sources import load_all

distributed = pytest.importorskip("distributed", reason="distributed is not installed (extra dask)")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]
REPORTS = 500


class Cluster(NamedTuple):
    """Where the scheduler is, and the process of one worker."""

    address: str
    worker: int


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A cluster of two workers on this machine."""
    with (
        warnings.catch_warnings(action="ignore"),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as running,
    ):
        yield Cluster(running.scheduler_address, running.workers[0].pid)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A sheet with a row for each of many agencies."""
    rows = [f"2024,甲县第{number + 1}局,{number},{number}" for number in range(REPORTS)]
    head = "year,agency.name,applications.received.natural_person,applications.results.granted.natural_person"
    (tmp_path / "all.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return tmp_path / "all.csv"


def contents(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_cluster_that_loses_a_worker_writes_what_one_process_writes(
    cluster: Cluster, sheet: Path, tmp_path: Path
) -> None:
    settings = Settings(blank="zero")
    rows = load_all(sheet, blank="zero", references=False)
    alone = list(iter_built(rows, f"{tmp_path}/alone/", settings))
    with dask_executor(cluster.address) as executor:
        results = iter_built(rows, f"{tmp_path}/cluster/", settings, executor=executor)
        built = [next(results) for _ in range(50)]
        os.kill(cluster.worker, signal.SIGKILL)
        built += results
    assert [one.failure for one in built] == [None] * REPORTS
    assert [one.source for one in built] == [one.source for one in alone]
    assert contents(tmp_path / "cluster") == contents(tmp_path / "alone")
    assert len(contents(tmp_path / "cluster")) == REPORTS + 1


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govreport.batch.cluster._SECONDS", 0.2)
    with pytest.raises(MachineError, match="连不上 Dask 调度器"), dask_executor("tcp://127.0.0.1:1"):
        pass
