"""The command line: one thin command per verb over the public functions."""

from govreport.cli.program import main

__all__ = ["main"]
