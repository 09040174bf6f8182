"""`cfw path`: print where the configuration file is."""

from __future__ import annotations

from wizard.cli.options import Options
from wizard.config.paths import config_path


def run(options: Options) -> None:
    """Print the path, whether the file exists or not."""
    print(config_path(options.config_dir))
