"""The configuration file, a contract with the tools that read it. It knows no HTTP and no screen.

`schema.json` in this folder describes the file. Reading is here; writing is in `wizard.config.saving`,
and repairing rights in `wizard.config.rights`, so that who only reads imports neither.
"""

from .document import Document
from .errors import (
    BadProfileName,
    ConfigError,
    Damaged,
    Locked,
    NewerVersion,
    NothingSaved,
    NotReadable,
    NotWritable,
    UnknownProfile,
)
from .paths import VARIABLE, config_path
from .profile import Profile
from .reading import load, read

__all__ = [
    "VARIABLE",
    "BadProfileName",
    "ConfigError",
    "Damaged",
    "Document",
    "Locked",
    "NewerVersion",
    "NotReadable",
    "NotWritable",
    "NothingSaved",
    "Profile",
    "UnknownProfile",
    "config_path",
    "load",
    "read",
]
