"""The official report as a Word file: templates, and what fills them."""

from govreport.word.annexes import annex
from govreport.word.proof import Receipt
from govreport.word.replacing import Replacements
from govreport.word.stock import stock_template
from govreport.word.subdocument import Subdocument
from govreport.word.template import Placeholder, Template

__all__ = ["Placeholder", "Receipt", "Replacements", "Subdocument", "Template", "annex", "stock_template"]
