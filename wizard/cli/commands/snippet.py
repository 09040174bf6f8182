"""`cfw snippet`: print code that reads the configuration, in another language."""

from __future__ import annotations

from wizard.cli.options import Options
from wizard.integrations.snippets import snippet


def run(options: Options) -> None:
    """Print the code."""
    print(snippet(options.language), end="")
