"""A Word file as a value, and what is raised where one, or a picture, turns up while a part is filled."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from govreport.gate.filebytes import read_bytes


@dataclass(frozen=True, slots=True)
class Subdocument:
    """A Word file to stand in the place of a placeholder, with its styles, numberings and pictures.

    Attributes:
        content: The file; one made with python-docx is saved into an ``io.BytesIO`` first.
    """

    content: bytes

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Read a Word file.

        Raises:
            SourceError: If it cannot be read.
        """
        return cls(read_bytes(Path(path)))


class UnplacedError(Exception):
    """A picture or document that a function or filter has made: the filling has to go through docxtpl."""
