"""Building reports: from inputs to checked Word files, one or thousands."""

from govreport.batch.building import build, iter_built
from govreport.batch.cluster import dask_executor
from govreport.batch.inputs import Settings
from govreport.batch.last_years import LastYears
from govreport.batch.names import NamePattern
from govreport.batch.opening import resolved
from govreport.batch.outcome import Built
from govreport.batch.outputs import is_output_folder

__all__ = [
    "Built",
    "LastYears",
    "NamePattern",
    "Settings",
    "build",
    "dask_executor",
    "is_output_folder",
    "iter_built",
    "resolved",
]
