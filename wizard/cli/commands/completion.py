"""`cfw completion`: print the completion script of a shell."""

from __future__ import annotations

from wizard.cli.completion import completion
from wizard.cli.options import Options
from wizard.cli.parser import make_parser


def run(options: Options) -> None:
    """Print the script."""
    print(completion(options.shell, make_parser()), end="")
