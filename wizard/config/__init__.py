"""The configuration file, a contract with the tools that read it. `schema.json` in this folder describes it.

Other programs use `wizard.load()`, and catch the errors exported here.
"""

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
    TokenCommandFailed,
    UnknownProfile,
)

__all__ = [
    "BadPin",
    "BadProfileName",
    "BadToken",
    "ConfigError",
    "Damaged",
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
    "TokenCommandFailed",
    "UnknownProfile",
]
