"""`cfw snippet`: print code that reads the configuration, in another language."""

from __future__ import annotations

from wizard.cli.options import Options
from wizard.integrations.snippets import snippet
from wizard.onboarding.exit_status import DONE


def run(options: Options) -> int:
    """Print the code."""
    print(snippet(options.language), end="")
    return DONE
