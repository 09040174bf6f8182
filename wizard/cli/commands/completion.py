"""`cfw completion`: print the completion script of a shell."""

from __future__ import annotations

from wizard.cli.completion import completion
from wizard.cli.options import Options
from wizard.cli.parser import make_parser
from wizard.onboarding.exit_status import DONE


def run(options: Options) -> int:
    """Print the script."""
    print(completion(options.shell, make_parser()), end="")
    return DONE
