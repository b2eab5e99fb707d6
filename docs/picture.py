"""Make docs/images/report.png: two pages of the example of 淮安市, side by side.

    python docs/picture.py

Needs LibreOffice, pdftoppm, and the fonts CONTRIBUTING.md lists. The picture shows open fonts in the place
of 仿宋_GB2312 and the others.
"""

from __future__ import annotations

import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import govreport

ROOT: Final = Path(__file__).resolve().parents[1]
PICTURE: Final = ROOT / "docs" / "images" / "report.png"
EXAMPLE: Final = ROOT / "examples" / "huaian-2024.yaml"

_PAGES: Final = (1, 5)
_PAGE_WIDTH: Final = 690
_GAP: Final = 20
_BACKGROUND: Final = b"\xc8"

sys.path.append(str(ROOT / "tests"))
from office import Office, find_soffice  # noqa: E402  its folder is known only now


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in shades of grey, a byte for a point."""

    width: int
    rows: Sequence[bytes]

    def to_png(self) -> bytes:
        """Return the picture as a PNG file."""
        header = struct.pack(">IIBBBBB", self.width, len(self.rows), 8, 0, 0, 0, 0)
        body = zlib.compress(b"".join(b"\0" + row for row in self.rows), 9)
        chunks = ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


def read_pgm(content: bytes) -> Picture:
    """Return a binary PGM file of 8 bits as pdftoppm writes it: P5, width and height, 255, the points."""
    _, size, _, points = content.split(b"\n", 3)
    width, height = map(int, size.split())
    return Picture(width, [points[start : start + width] for start in range(0, width * height, width)])


def side_by_side(pictures: Sequence[Picture]) -> Picture:
    """Return pictures of one height in a frame, next to each other."""
    gap = _BACKGROUND * _GAP
    rows = [gap + gap.join(parts) + gap for parts in zip(*(each.rows for each in pictures), strict=True)]
    width = len(rows[0])
    border = [_BACKGROUND * width] * _GAP
    return Picture(width, [*border, *rows, *border])


def _iter_pages(pdf: Path) -> Iterator[Picture]:
    for page in _PAGES:
        number = str(page)
        command = ["pdftoppm", "-gray", "-f", number, "-l", number, "-singlefile"]
        command += ["-scale-to-x", str(_PAGE_WIDTH), "-scale-to-y", "-1", str(pdf)]
        yield read_pgm(subprocess.run(command, capture_output=True, check=True).stdout)


def main() -> None:
    """Build the example, convert it, and write the picture of its pages."""
    soffice = find_soffice()
    if soffice is None:
        sys.exit("LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "report.docx"
        govreport.build(EXAMPLE, document)
        pdf = Office(soffice, Path(folder)).to_pdf(document)
        picture = side_by_side(list(_iter_pages(pdf)))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_bytes(picture.to_png())
    print(f"{PICTURE.relative_to(ROOT)}: {picture.width} x {len(picture.rows)}")


if __name__ == "__main__":
    main()
