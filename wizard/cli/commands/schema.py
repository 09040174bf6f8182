"""`cfw schema`: print the JSON Schema of the configuration file."""

from __future__ import annotations

from pathlib import Path

from wizard import config
from wizard.cli.options import Options


def run(_: Options) -> None:
    """Print the schema."""
    print(Path(config.__file__).with_name("schema.json").read_text(encoding="utf-8"), end="")
