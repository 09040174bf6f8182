"""Choose the profile that a command works with."""

from __future__ import annotations

from wizard.cli.options import Options
from wizard.cli.unsaved_token import unsaved_token
from wizard.config.active_profile import ActiveProfile, choose_profile
from wizard.config.paths import config_path


def select_profile(options: Options) -> ActiveProfile:
    """Give the profile to use. Asks ClickFunnels only if the workspace isn't saved in any profile.

    Raises what `choose_profile`, `unsaved_token` and `look_up_workspace` raise.
    """
    unsaved = unsaved_token(options)
    if unsaved is None:
        return choose_profile(config_path(options.config_dir), options.profile)
    from wizard.cli.workspace_lookup import look_up_workspace  # noqa: PLC0415 - asyncio takes long to import

    return look_up_workspace(unsaved, options)
