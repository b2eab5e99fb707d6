"""The time a template takes grows with its size and not faster, whatever stands in it.

docxtpl's own preparing does not: one that is damaged has to be refused before.
"""

from __future__ import annotations

import contextlib
import io
import time
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

import pytest

from durations import allowed
from govreport.errors import TemplateError
from govreport.word import Template
from govreport.word.package import read_parts
from wordparts import own

KILOBYTES: Final = (10, 100, 1000)
SECONDS: Final = 5
"""What the largest may take, of the processor of a machine that has other work as well."""
_START = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
_CELL = f"{_START}<w:tr><w:tc><w:p><w:r><w:t>@</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
_ROWS = f"{_START}@</w:tbl><w:p/>"
_RUN = "<w:r><w:t>@</w:t></w:r>"
_PARAGRAPH = f"<w:p>{_RUN}</w:p>"
_ROW = f"<w:tr><w:tc>{_PARAGRAPH}</w:tc></w:tr>"
_DELETED = "<w:r><w:delText>a</w:delText></w:r>"


def _in(frame: str, *pieces: str) -> Callable[[int], str]:
    """Return what puts as many pieces into a frame as fill some bytes."""
    each = len("".join(pieces))
    return lambda size: frame.replace("@", "".join(piece * (size // each) for piece in pieces))


def _put(text: str, frame: str) -> str:
    return frame.replace("@", text)


SHAPES: Final[Mapping[str, Callable[[int], str]]] = {
    "{{": _in(_PARAGRAPH, "{{ "),
    "{{ in paragraphs": _in("@", _put("{{ ", _PARAGRAPH)),
    "{%": _in(_PARAGRAPH, "{% "),
    "{%vm": _in(_CELL, "{% vm %}"),
    "{%vm in rows": _in(_ROWS, _put("{% vm %}", _ROW)),
    "{%tr": _in(_CELL, "{%tr "),
    "{%tr in rows": _in(_ROWS, _put("{%tr if x %}", _ROW) + _put("{%tr endif %}", _ROW)),
    "{{r": _in(_PARAGRAPH, "{{r x }}"),
    "{{p": _in(_PARAGRAPH, "{{p "),
    "{%p with text": _in(_PARAGRAPH, "{%p if x %}b{%p endif %}"),
    "{#": _in(_PARAGRAPH, "{# "),
    "nested": _in(_PARAGRAPH, "{{ {% ", "%} }}"),
    "split over runs": _in("<w:p>@</w:p>", _put("{", _RUN) + _put("{ x }", _RUN) + _put("}", _RUN)),
    "braces in runs": _in("<w:p>@</w:p>", _put("{", _RUN)),
    "in attributes": _in("@", '<w:p w:x="{{ x }}"><w:r><w:t>a</w:t></w:r></w:p>'),
    "in one attribute": _in('<w:p w:x="@"/>', "{{ "),
    "plain text": _in("@", _put("a", _PARAGRAPH)),
    "a large deletion": _in('<w:p><w:del w:id="1" w:author="a">@</w:del></w:p>', _DELETED),
    "a large insertion": _in('<w:p><w:ins w:id="1" w:author="a">@</w:ins></w:p>', _put("a", _RUN)),
    "a large row": _in(
        f'{_START}<w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr><w:tc>@</w:tc></w:tr></w:tbl><w:p/>',
        _put("a", _PARAGRAPH),
    ),
    "bookmarks": lambda size: (
        "<w:p>"
        + "".join(
            f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/><w:bookmarkEnd w:id="{n}"/>'
            for n in range(size // 70)
        )
        + "</w:p>"
    ),
    "a long condition": _in(_PARAGRAPH, "{% if x" + " and x" * 30 + " %}{% endif %}"),
}


def seconds(content: bytes) -> float:
    """Return how long it takes until a template is filled, or refused."""
    started = time.process_time()
    with contextlib.suppress(TemplateError):
        Template(content).render({"x": "1"})
    return time.process_time() - started


def stored(content: bytes) -> bytes:
    """Return a package that is not deflated: what repeats itself would be refused as a bomb."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, part in read_parts(content).items():
            archive.writestr(name, part)
    return buffer.getvalue()


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_ten_times_as_large_takes_ten_times_as_long(shape: Callable[[int], str]) -> None:
    small, _, large = (seconds(stored(own(shape(size * 1000)))) for size in KILOBYTES)
    assert large < allowed(SECONDS)
    assert large < 200 * max(small, 0.01)  # a square would be ten thousand
