"""Ship the top-level ``templates/`` folder inside the wheel, as ``govreport/templates``.

An editable install finds the folder beside ``src/``; a forced copy would go stale there, so none is
made. This is why the mapping is a hook and not a line of pyproject.toml.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TemplatesHook(BuildHookInterface):  # type: ignore[type-arg]  # its parameter is a builder's config
    """Add the stock templates to a standard wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Map the folder into the package unless the build is an editable one."""
        if version != "editable":
            build_data["force_include"]["templates"] = "govreport/templates"
