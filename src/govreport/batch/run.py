"""A run: many reports into one folder, planned before the first is written, and resumed where it ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path

from govreport.batch.claim import claimed
from govreport.batch.crew import Alone, Crew, Team, bundle_size, pool
from govreport.batch.inputs import Row, Settings, Source, name_of
from govreport.batch.manifest import Line, Manifest, built_from, is_kept, last_year_digest
from govreport.batch.outcome import Built
from govreport.batch.plan import Plan
from govreport.batch.work import Builder, Job, Office, Question, Survey, input_digest, outputs_of
from govreport.errors import GovReportError
from govreport.sources.loaded import Loaded

_KEPT = 4000
"""How many reports are kept between their survey and their turn: packed, they take some ten megabytes."""


@dataclass(slots=True)
class Run:
    """Reports that are built into a folder (`govreport.batch.iter_built`)."""

    folder: Path
    settings: Settings
    jobs: int = 1
    executor: Executor | None = None
    resume: bool = False
    _finished: dict[int, Line] = field(default_factory=dict)

    def iter_built(self, sources: Sequence[Source]) -> Iterator[Built]:
        """Build the reports; yield what became of each, in their order."""
        if self.executor is not None:  # whose workers may stand elsewhere
            self.folder = self.folder.absolute()
            self.settings = replace(self.settings, base=str(Path.cwd()))
        with claimed(self.folder) as staging:
            manifest = Manifest.open(self.folder, self.settings) if len(sources) > 1 else None
            self._finished = self._recognised(sources, manifest) if manifest and self.resume else {}
            crew = self._crew(staging)
            try:
                surveys = self._surveyed(sources, crew)
                yield from self._built(sources, surveys, crew, manifest, staging)
            finally:
                crew.close()
                if manifest is not None:
                    manifest.close()

    def _crew(self, staging: Path) -> Crew:
        if self.executor is None and self.jobs <= 1:
            return Alone(Builder(self.settings))
        bundle = bundle_size(self.settings)
        office = Office.furnished(self.settings, staging)
        if self.executor is None:
            return Team(office, lambda: pool(self.jobs), self.jobs, bundle=bundle)
        executor = self.executor
        return Team(office, lambda: executor, max(self.jobs, 4), owned=False, bundle=bundle)

    def _recognised(self, sources: Sequence[Source], manifest: Manifest) -> dict[int, Line]:
        """Return the lines of the sources an earlier run has finished, by their number."""
        earlier = manifest.earlier()
        lines = {number: earlier.get(name_of(source)) for number, source in enumerate(sources)}
        return {
            number: line for number, line in lines.items() if line and self._stands(line, sources[number])
        }

    def _stands(self, line: Line, source: Source) -> bool:
        last_year = last_year_digest(self.settings, str(line.get("agency")), int(str(line.get("year") or 0)))
        same = line.get("last_year") == last_year
        return same and is_kept(line, input_digest(source), self.folder)

    def _surveyed(self, sources: Sequence[Source], crew: Crew) -> list[Survey]:
        """Return what every report will be called; what was finished before is not opened."""
        unknown = [number for number in range(len(sources)) if number not in self._finished]
        keep = _KEPT if self.executor is None else 0
        questions = (
            Question(self._sent(sources[number]), keep=at < keep) for at, number in enumerate(unknown)
        )
        answers = dict(zip(unknown, crew.survey(questions), strict=True))
        names = {number: next(iter(_files(line))) for number, line in self._finished.items()}
        return [
            answers[number] if number in answers else Survey(names[number]) for number in range(len(sources))
        ]

    def _built(
        self,
        sources: Sequence[Source],
        surveys: Sequence[Survey],
        crew: Crew,
        manifest: Manifest | None,
        staging: Path,
    ) -> Iterator[Built]:
        results = crew.build(self._jobs(sources, surveys, staging))
        if manifest is not None:
            manifest.begin(anew=not self.resume)
        for number, source in enumerate(sources):
            line = self._finished.get(number)
            if line is not None and manifest is not None:
                manifest.keep(line)
                yield built_from(line, self.folder)
                continue
            built = _unread(source, surveys[number].failure) or next(results)
            if manifest is not None:
                manifest.add(built, input_digest(source))
            yield built
        if manifest is not None:
            manifest.finish()

    def _jobs(self, sources: Sequence[Source], surveys: Sequence[Survey], staging: Path) -> Iterator[Job]:
        """Yield the jobs of what could be read and is not finished."""
        plan = Plan(self.settings.read_files(*sources))
        for source, survey in zip(sources, surveys, strict=True):
            for place in self._outputs(survey):
                plan.add(place, name_of(source))
        for number, (source, survey) in enumerate(zip(sources, surveys, strict=True)):
            if survey.name and number not in self._finished:
                conflict = self._conflict(plan, source, survey)
                yield Job(self._sent(source), self.folder / survey.name, survey.kept, staging, conflict)

    def _sent(self, source: Source) -> Source:
        """Return what is sent to a worker: to those of others the place of a row, not the row itself."""
        if self.executor is None or not isinstance(source, Loaded) or source.row is None:
            return source
        return Row(source.file, source.row)

    def _outputs(self, survey: Survey) -> tuple[Path, ...]:
        return outputs_of(self.folder / survey.name, self.settings) if survey.name else ()

    def _conflict(self, plan: Plan, source: Source, survey: Survey) -> GovReportError | None:
        try:
            for place in self._outputs(survey):
                plan.take(place, name_of(source))
        except GovReportError as exc:
            return exc
        return None


def _unread(source: Source, failure: Exception | None) -> Built | None:
    if failure is None:
        return None
    agency = source.agency if isinstance(source, Loaded) else ""
    if isinstance(failure, GovReportError):
        return Built(name_of(source), error=failure, agency=agency)
    return Built(name_of(source), bug=failure, agency=agency)


def _files(line: Line) -> Mapping[str, str]:
    files = line["files"]
    return files if isinstance(files, dict) else {}
