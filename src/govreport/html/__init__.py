"""Reports as HTML: a fragment for a government site, a full page, and the page of results of a check."""

from govreport.html.documents import fragment, page
from govreport.html.results import Checked, results_page

__all__ = ["Checked", "fragment", "page", "results_page"]
