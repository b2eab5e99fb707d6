"""The source archive holds what the pages and the Makefile of the project name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMING = ("README.md", "README.zh.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "Makefile")
BY_ITSELF = {"LICENSE", "pyproject.toml"}
"""What the build backend puts in whatever is asked."""


def test_every_file_and_folder_that_is_named_is_in_the_archive() -> None:
    text = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in NAMING)
    made = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}
    here = {path.name for path in ROOT.iterdir()} & set(re.findall(r"[.\w]+", text)) - made
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = {name.strip("/") for name in settings["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]}
    assert here - included == BY_ITSELF
    assert {name for name in included if not (ROOT / name).exists()} == set()
