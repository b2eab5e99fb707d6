"""Reading many paths at once: the values in the order they were asked for, and nothing guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.word.reading import Paths

NAMES = st.sampled_from("abc")
TREES = st.recursive(st.integers(), lambda inner: st.dictionaries(NAMES, inner, max_size=3), max_leaves=12)


def leaves(tree: object, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], object]:
    if not isinstance(tree, dict):
        return {path: tree}
    return {at: leaf for key, inner in tree.items() for at, leaf in leaves(inner, (*path, key)).items()}


@given(st.dictionaries(NAMES, TREES, max_size=3), st.randoms())
def test_the_values_come_in_the_order_of_the_paths(tree: dict[str, object], chance: object) -> None:
    found = list(leaves(tree).items())
    chance.shuffle(found)  # type: ignore[attr-defined]  # hypothesis hands in a random.Random
    assert Paths([path for path, _ in found]).values(tree) == [leaf for _, leaf in found]


def test_a_path_may_be_asked_for_twice() -> None:
    assert Paths([("a",), ("b", "c"), ("a",)]).values({"a": 1, "b": {"c": 2}}) == [1, 2, 1]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({}, KeyError),
        ({"a": {}}, KeyError),
        ({"a": 3}, TypeError),
        ({"a": "x"}, TypeError),
        ({"a": [1]}, TypeError),
    ],
)
def test_a_path_that_leads_nowhere_is_never_a_value(data: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        Paths([("a", "b")]).values(data)


def test_the_fields_of_days_are_read_and_nothing_beside_them() -> None:
    assert Paths([("d", "year"), ("d", "month")]).values({"d": date(2024, 5, 6)}) == [2024, 5]
    with pytest.raises(TypeError):
        Paths([("d", "__class__")]).values({"d": date(2024, 5, 6)})


def test_keys_called_like_methods_of_a_mapping_are_keys() -> None:
    names = ["items", "get", "copy", "keys"]
    assert Paths([("d", name) for name in names]).values({"d": {name: name for name in names}}) == names
