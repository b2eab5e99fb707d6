"""The Jinja environment of the pages: everything is escaped, nothing may be undefined."""

from __future__ import annotations

import base64
import functools
import hashlib
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_FOLDER: Final = Path(__file__).parent / "templates"


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def rendered(name: str, context: dict[str, object]) -> str:
    """Return a page made from one of the package's own templates."""
    return _environment().get_template(name).render(context)


@functools.cache
def part(name: str) -> str:
    """Return the text of a file that becomes a part of a page as it is: its style, its script."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def content_policy(style: str, script: str = "") -> str:
    """Return the content security policy of a page: this style and this script, and nothing from anywhere."""
    scripts = f"script-src '{_hash(script)}'; " if script else ""
    return f"default-src 'none'; style-src '{_hash(style)}'; {scripts}base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
