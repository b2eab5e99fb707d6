"""What importing the text layer loads."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["", ".numerals", ".amounts", ".wording", ".outline", ".contacts"])
def test_only_dates_load_babel(module: str) -> None:
    code = f"import sys, govreport.text{module}; print('babel' in sys.modules)"
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    result = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert result.stdout == "False\n"
