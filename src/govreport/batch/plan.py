"""Which file every report of a run is written to, known before the first is written."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from govreport.batch.inputs import Settings, Source, name_of
from govreport.batch.names import collision_key, file_name
from govreport.errors import DataError
from govreport.files import Identity, refuse_replacing
from govreport.messages import Message
from govreport.report import Report


@dataclass(slots=True)
class Plan:
    """The files of a run: none replaces what is read, and each is of one report only."""

    read: Identity = frozenset()
    """What the files that are read are known by."""
    _owners: dict[str, list[str]] = field(default_factory=dict)

    def add(self, sources: Iterable[Source], folder: Path, settings: Settings) -> None:
        """Note what each source will be called in a folder.

        A report is read for its name and given up again: ten thousand at once would take half a gigabyte.
        What cannot be read is met, and told, when it is built.
        """
        for source in sources:
            with suppress(Exception):
                path = report_path(settings.report_of(source), folder)
                self._owners.setdefault(collision_key(str(path)), []).append(name_of(source))

    def take(self, path: Path, source: str) -> None:
        """Give a file to a source.

        Raises:
            UsageError: If it is a file that is read.
            DataError: If another report of the run has the same name; neither gets it.
        """
        refuse_replacing(path, self.read)
        owners = self._owners.setdefault(collision_key(str(path)), [])
        if source not in owners:  # of a run without a plan, or of a file that has changed since
            owners.append(source)
        if len(owners) > 1:
            raise _same_name(path, source, owners)


def report_path(report: Report, folder: Path) -> Path:
    """Return where a report is written in a folder: it is named after its title."""
    return folder / file_name(report)


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
