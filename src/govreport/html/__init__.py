"""Reports as HTML: a fragment for a government site, a full page, and the pages of results."""

from govreport.html.comparisons import comparison_page
from govreport.html.documents import fragment, page
from govreport.html.drawings import chart_svg
from govreport.html.results import Checked, results_page

__all__ = ["Checked", "chart_svg", "comparison_page", "fragment", "page", "results_page"]
