"""The configuration file, a contract with the tools that read it. It knows no HTTP and no screen.

`schema.json` in this folder describes the file. Reading is here; writing is in `wizard.config.saving`,
and repairing rights in `wizard.config.rights`, so that who only reads imports neither.
"""

from .choice import PROFILE_VARIABLE, TOKEN_VARIABLE, Choice, choose
from .document import Document
from .errors import (
    BadPin,
    BadProfileName,
    BadToken,
    ConfigError,
    Damaged,
    KeyringTrouble,
    Locked,
    ManyProfiles,
    NewerVersion,
    NothingSaved,
    NoToken,
    NotReadable,
    NotWritable,
    PinNotSaved,
    UnknownProfile,
)
from .paths import VARIABLE, config_path
from .profile import Profile
from .reading import load, read

__all__ = [
    "PROFILE_VARIABLE",
    "TOKEN_VARIABLE",
    "VARIABLE",
    "BadPin",
    "BadProfileName",
    "BadToken",
    "Choice",
    "ConfigError",
    "Damaged",
    "Document",
    "KeyringTrouble",
    "Locked",
    "ManyProfiles",
    "NewerVersion",
    "NoToken",
    "NotReadable",
    "NotWritable",
    "NothingSaved",
    "PinNotSaved",
    "Profile",
    "UnknownProfile",
    "choose",
    "config_path",
    "load",
    "read",
]
