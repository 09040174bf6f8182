"""Small commands: where the file is, its schema, readers, completion, the sandbox."""

from __future__ import annotations

from pathlib import Path

from wizard.cli.options import Options
from wizard.config import paths
from wizard.onboarding.exit_status import DONE


def run_path(options: Options) -> int:
    """Print where the configuration file is."""
    print(paths.config_path(options.config_dir))
    return DONE


def run_schema(_: Options) -> int:
    """Print the JSON Schema of the configuration file."""
    print(Path(paths.__file__).with_name("schema.json").read_text(encoding="utf-8"), end="")
    return DONE


def run_snippet(options: Options) -> int:
    """Print a reader of the configuration in another language."""
    from wizard.integrations.snippets import snippet  # noqa: PLC0415

    print(snippet(options.language), end="")
    return DONE


def run_completion(options: Options) -> int:
    """Print the completion script of a shell."""
    from wizard.cli.completion import completion  # noqa: PLC0415
    from wizard.cli.parser import make_parser  # noqa: PLC0415

    print(completion(options.shell, make_parser()), end="")
    return DONE


def run_sandbox(options: Options) -> int:
    """Serve the demo's platform on a port of this machine."""
    from wizard.sandbox.server import serve  # noqa: PLC0415

    return serve(options.port)
