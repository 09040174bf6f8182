"""Put the manual page and the completion scripts into the wheel. Only Hatchling runs this."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class InstalledFiles(BuildHookInterface[Any]):
    """Writes the files to a temporary folder, because the source may be read-only or built twice at once."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Write the files, and tell the builder about them."""
        sys.path.insert(0, self.root)
        from wizard.cli.help.installed_files import installed_files  # noqa: PLC0415

        self._folder = TemporaryDirectory()
        for path, text in installed_files().items():
            source = Path(self._folder.name) / path
            source.parent.mkdir(parents=True, exist_ok=True)
            source.write_text(text, encoding="utf-8", newline="\n")
            build_data["shared_data"][str(source)] = path

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the files."""
        self._folder.cleanup()
