"""Building reports: from inputs to checked Word files."""

from govreport.batch.building import Built, build, iter_built
from govreport.batch.inputs import Settings
from govreport.batch.outputs import is_output_folder

__all__ = ["Built", "Settings", "build", "is_output_folder", "iter_built"]
