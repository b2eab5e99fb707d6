"""Building reports: from inputs to checked Word files."""

from govreport.batch.building import Built, Settings, build, iter_built

__all__ = ["Built", "Settings", "build", "iter_built"]
