"""The configuration file, a contract with the tools that read it. It knows no HTTP and no screen.

`schema.json` in this folder describes the file. Reading is here; writing is in `wizard.config.saving`,
and repairing rights in `wizard.config.rights`, so that who only reads imports neither. Each name is
imported from its module when it is first used: a command that only needs the path pays for no more.
"""

from importlib import import_module

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from wizard.config.choice import Choice, choose
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
    from wizard.config.paths import PROFILE_VARIABLE, TOKEN_VARIABLE, VARIABLE, config_path
    from wizard.config.profile import Profile
    from wizard.config.reading import load, read

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
    "NoHome",
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

_HOMES = {
    "Choice": "choice",
    "Document": "document",
    "PROFILE_VARIABLE": "paths",
    "Profile": "profile",
    "TOKEN_VARIABLE": "paths",
    "VARIABLE": "paths",
    "choose": "choice",
    "config_path": "paths",
    "load": "reading",
    "read": "reading",
}
"""The modules of the names that are no errors."""


def __getattr__(name: str) -> object:
    """Import a name of this package from its module (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'errors')}"), name)
