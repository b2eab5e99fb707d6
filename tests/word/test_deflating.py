"""Deflating: with isal or without, what comes out is what went in."""

from __future__ import annotations

import subprocess
import sys
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.word.deflating import crc32, deflate, name_of_library

BLOCKED = """
import sys, zlib
sys.modules["isal"] = None  # what an import of something that is not installed finds
from govreport.word.deflating import crc32, deflate, name_of_library
data = "政府信息".encode() * 1000
assert zlib.decompress(deflate(data, LEVEL), wbits=-15) == data
assert crc32(data) == CRC
assert name_of_library().startswith("zlib ")
"""


@given(st.binary(), st.integers(0, 9))
def test_zlib_reads_what_is_deflated_at_any_level(data: bytes, level: int) -> None:
    assert zlib.decompress(deflate(data, level), wbits=-15) == data
    assert crc32(data) == zlib.crc32(data)


@pytest.mark.parametrize("level", [1, 6])
def test_the_standard_library_does_where_isal_is_missing(level: int) -> None:
    checksum = zlib.crc32("政府信息".encode() * 1000)
    code = BLOCKED.replace("LEVEL", str(level)).replace("CRC", str(checksum))
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_library_is_named_with_its_version() -> None:
    name, version = name_of_library().split(" ")
    assert name in ("isal", "zlib")
    assert version[0].isdigit()
