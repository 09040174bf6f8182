"""clickfunnels-wizard: a setup wizard for the ClickFunnels 2.0 API, and a reader of what it saved.

import wizard

profile = wizard.load()
headers = {"Authorization": f"Bearer {profile.token.reveal()}"}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wizard.config import Profile

__version__ = "0.1.0"

__all__ = ["load"]


def load(profile: str | None = None) -> Profile:
    """Give the current profile that the wizard saved, or the one named `profile`.

    The file is looked for where the wizard puts it; `CLICKFUNNELS_CONFIG_DIR` names another folder.
    The profile's token shows only a mask until its `reveal()` is called; it is None in a profile
    that was saved without one.

    Raises `wizard.config.ConfigError`, each with sentences for people in `.what` and `.hint`:
    `NothingSaved`, `UnknownProfile`, `Damaged`, `NewerVersion` or `NotReadable`.
    """
    # Only here, so that `import wizard` costs other tools next to nothing.
    from wizard import config  # noqa: PLC0415

    return config.load(config.config_path(), profile)
