"""The catalogue of rules: what each asks, how serious it is, where it comes from, and what to do.

>>> CATALOGUE["row-total"].severity
<Severity.ERROR: 'error'>
"""

from __future__ import annotations

from govreport.checks.catalogue import CATALOGUE
from govreport.checks.custom import CustomRule, rule
from govreport.checks.rule import Basis, Rule, Section

__all__ = ["CATALOGUE", "Basis", "CustomRule", "Rule", "Section", "rule"]
