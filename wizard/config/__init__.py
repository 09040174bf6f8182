"""The configuration file, a contract with the tools that read it. `schema.json` in this folder describes it.

Programs that only read it need no more than is imported here; writing is in `wizard.config.saving`.
"""

from wizard.config.active_profile import ActiveProfile, choose_profile
from wizard.config.document import Document
from wizard.config.errors import (
    BadPin,
    BadProfileName,
    BadToken,
    ConfigError,
    Damaged,
    KeyringTrouble,
    Locked,
    ManyProfiles,
    NewerVersion,
    NoHome,
    NothingSaved,
    NoToken,
    NotReadable,
    NotWritable,
    PinNotSaved,
    UnknownProfile,
)
from wizard.config.paths import CONFIG_DIR_VARIABLE, PROFILE_VARIABLE, TOKEN_VARIABLE, config_path
from wizard.config.profile import Profile
from wizard.config.reading import read

__all__ = [
    "CONFIG_DIR_VARIABLE",
    "PROFILE_VARIABLE",
    "TOKEN_VARIABLE",
    "ActiveProfile",
    "BadPin",
    "BadProfileName",
    "BadToken",
    "ConfigError",
    "Damaged",
    "Document",
    "KeyringTrouble",
    "Locked",
    "ManyProfiles",
    "NewerVersion",
    "NoHome",
    "NoToken",
    "NotReadable",
    "NotWritable",
    "NothingSaved",
    "PinNotSaved",
    "Profile",
    "UnknownProfile",
    "choose_profile",
    "config_path",
    "read",
]
