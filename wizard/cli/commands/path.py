"""`cfw path`: print where the configuration file is."""

from __future__ import annotations

from wizard.cli.options import Options
from wizard.config.paths import config_path
from wizard.onboarding.exit_status import DONE


def run(options: Options) -> int:
    """Print the path, whether the file exists or not."""
    print(config_path(options.config_dir))
    return DONE
