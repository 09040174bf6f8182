"""`cfw schema`: print the JSON Schema of the configuration file."""

from __future__ import annotations

from importlib.resources import files

from wizard.cli.options import Options
from wizard.onboarding.exit_status import DONE


def run(_: Options) -> int:
    """Print the schema."""
    print(files("wizard.config").joinpath("schema.json").read_text(encoding="utf-8"), end="")
    return DONE
