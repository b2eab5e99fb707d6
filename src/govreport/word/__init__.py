"""The official report as a Word file: templates, and what fills them."""

from govreport.word.stock import stock_template
from govreport.word.template import Placeholder, Template

__all__ = ["Placeholder", "Template", "stock_template"]
