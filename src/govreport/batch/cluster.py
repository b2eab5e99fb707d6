"""A Dask cluster as the workers of a run."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Final, cast

from govreport.errors import MachineError
from govreport.messages import Message

_SECONDS: Final = 15
"""How long the scheduler may take to answer."""
_LOST: Final = 2
"""How often Dask itself does a task again whose worker was lost; then the run does it report by report."""


@contextmanager
def dask_executor(address: str) -> Iterator[Executor]:
    """Give the workers of a Dask cluster as an executor; the cluster goes on afterwards.

    The workers must have this library, and see inputs and output folder under the same absolute paths.

    Raises:
        MachineError: If `distributed` is not installed, or nothing answers at the address.
    """
    try:
        from distributed import Client  # noqa: PLC0415  44 MB that few runs need
    except ImportError as exc:
        raise MachineError.of(
            Message("用 Dask 需要 distributed", "distributed is needed for Dask"),
            where="--dask",
            remedy=Message("安装：{command}", "install it: {command}").format(
                command="pip install 'govreport[dask]'"
            ),
        ) from exc
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as exc:
        raise MachineError.of(
            Message("连不上 Dask 调度器", "the Dask scheduler does not answer"),
            where=f"--dask {address}",
            found=f"{type(exc).__name__}: {exc}",
            expected="tcp://HOST:8786",
            remedy=Message("检查地址，以及调度器是否在运行", "check the address, and that it is running"),
        ) from exc
    with client:
        executor = client.get_executor(pure=False, retries=_LOST)  # type: ignore[no-untyped-call]
        yield cast("Executor", executor)
