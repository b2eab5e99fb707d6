from __future__ import annotations

import zlib

import pytest

from drawn_pdf import report_pdf
from govreport.errors import DamagedFileError
from govreport.gate.pdfstreams import require_sound_pdf
from samples import told

GOOD = report_pdf(told(), compressed=True)
START = GOOD.index(b"stream\n") + len("stream\n")


def test_a_sound_pdf_passes() -> None:
    require_sound_pdf(GOOD, "a.pdf")
    require_sound_pdf(report_pdf(told()), "a.pdf")


def test_a_byte_changed_in_compressed_content_is_refused() -> None:
    changed = GOOD[: START + 200] + bytes([GOOD[START + 200] ^ 1]) + GOOD[START + 201 :]
    with pytest.raises(DamagedFileError) as caught:
        require_sound_pdf(changed, "a.pdf")
    assert caught.value.to_text("en").splitlines()[:3] == [
        "compressed content is damaged",
        "  where: a.pdf",
        f"  found: byte {START}",
    ]


def test_a_pdf_cut_in_compressed_content_is_refused() -> None:
    with pytest.raises(DamagedFileError, match="压缩的内容已损坏"):
        require_sound_pdf(GOOD[: START + 200], "a.pdf")


@pytest.mark.parametrize(
    "before",
    [b"<</Length 9>>", b"<</Filter/FlateDecode>>endobj 2 0 obj<</Length 9>>", b"/Encrypt 9 0 R/FlateDecode"],
)
def test_what_only_looks_like_compressed_content_is_not_judged(before: bytes) -> None:
    require_sound_pdf(before + b"stream\n" + zlib.compress(b"abc" * 99)[:9] + b"\nendstream", "a.pdf")
