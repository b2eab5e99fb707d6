"""A cache for what is derived from a form class."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")


def cached(function: Callable[P, T]) -> Callable[P, T]:
    """Return the function with its results kept: what a class says does not change.

    Unlike ``functools.cache`` it keeps the signature; to mypy a frozen dataclass is not hashable as a class.
    """
    return cast("Callable[P, T]", functools.cache(function))
