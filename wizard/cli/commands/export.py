"""`cfw export TARGET`: give another program what it needs, in its own format."""

from __future__ import annotations

from wizard.cli.export_targets.registry import TARGETS
from wizard.cli.options import Options


def run(options: Options) -> int | None:
    """Run the target's own function."""
    return TARGETS[options.target or ""].run(options)
