"""Which file every report of a run is written to, known before the first is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from govreport.batch.names import collision_key
from govreport.errors import DataError
from govreport.files import Identity, refuse_replacing
from govreport.messages import Message


@dataclass(slots=True)
class Plan:
    """The files of a run: none replaces what is read, and each is of one report only."""

    read: Identity = frozenset()
    """What the files that are read are known by."""
    _owners: dict[str, list[str]] = field(default_factory=dict)

    def add(self, path: Path, source: str) -> None:
        """Note what file a source will be written to."""
        self._owners.setdefault(collision_key(path.name), []).append(source)

    def take(self, path: Path, source: str) -> None:
        """Give a file to a source.

        Raises:
            UsageError: If it is a file that is read.
            DataError: If another report of the run has the same name; neither gets it.
        """
        refuse_replacing(path, self.read)
        owners = self._owners.get(collision_key(path.name), [])
        if len(owners) > 1:
            raise _same_name(path, source, owners)


def _same_name(path: Path, source: str, owners: list[str]) -> DataError:
    other = owners[-1] if owners[0] == source else owners[0]
    return DataError.of(
        Message("两份报告的文件名相同，都不写出", "two reports of one name; neither is written"),
        where=source,
        found=path.name,
        expected=Message("与 {other} 不同", "another than that of {other}").format(other=other),
        remedy=Message(
            "去掉其中一份，或另写标题（title）", "leave one of them out, or give it a title of its own"
        ),
    )
