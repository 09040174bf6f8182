"""One error per cause, worded for people: what happened, and what to do next. No error contains a token."""

from __future__ import annotations

import errno
from collections.abc import Collection
from pathlib import Path

from wizard.support.errors import ExplainedError
from wizard.support.safe_text import sanitize_line


class ConfigError(ExplainedError):
    """The configuration can't be read, written or found."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(sanitize_line(what), sanitize_line(hint))


class Damaged(ConfigError):
    """The file's content isn't valid, so it is neither used nor overwritten."""

    def __init__(self, path: Path, problem: str, *, has_versions: bool = False) -> None:
        undo = ", restore the previous version with `cfw undo`," if has_versions else ""
        super().__init__(
            f"The configuration file {path} cannot be used: {problem}.",
            f"Correct it in an editor{undo} or run `cfw`, which can set it aside.",
        )
        self.path = path
        self.problem = problem
        """What is wrong and where, without a full stop."""


class NewerVersion(ConfigError):
    """A later version of this program wrote the file, so it is neither used nor overwritten."""

    def __init__(self, path: Path, found: int, supported: int) -> None:
        super().__init__(
            f"A newer version of this program saved {path} (format {found}; this one supports {supported}).",
            "Update clickfunnels-wizard, or choose another folder with --config-dir.",
        )
        self.path = path


class NotReadable(ConfigError):
    """The system doesn't allow the file to be read."""

    def __init__(self, path: Path, error: OSError) -> None:
        what, hint = _REASONS.get(error.errno or 0, _OTHER_REASON)
        super().__init__(f"The configuration file {path} cannot be read: {what}.", hint)
        self.path = path


class NotWritable(ConfigError):
    """The system doesn't allow the file to be written. Its earlier content is intact."""

    def __init__(self, path: Path, error: OSError) -> None:
        what, hint = _REASONS.get(error.errno or 0, _OTHER_REASON)
        super().__init__(f"The configuration file {path} cannot be written: {what}. It is unchanged.", hint)
        self.path = path


class Locked(ConfigError):
    """Another program has held the file's lock for too long."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another program is still writing {path}.",
            "Close other windows of this wizard, then try again.",
        )
        self.path = path


class NoHome(ConfigError):
    """A folder is inside a home folder that doesn't exist."""


class NothingSaved(ConfigError):
    """There is no file, it contains no profile, or no profile is the current one."""

    def __init__(self, path: Path, names: Collection[str] = ()) -> None:
        if names:
            what = f"No profile is chosen in {path}."
            hint = f"Run `cfw` to choose one, or name one of these: {', '.join(names)}."
        else:
            what = f"Nothing is saved in {path} yet."
            hint = "Run `cfw` to connect this computer to ClickFunnels."
        super().__init__(what, hint)
        self.path = path
        self.has_profiles = bool(names)


class NoSuchVersion(ConfigError):
    """There is no such earlier version to restore."""

    def __init__(self, path: Path, number: int, count: int) -> None:
        if count:
            kept = "there is one" if count == 1 else f"there are {count}"
            what = f"There is no version {number} of {path} to restore: {kept}."
            hint = "`cfw undo --list` shows what can be restored."
        else:
            what = f"There is no earlier version of {path} to restore."
            hint = "Every change keeps the version before it, so there will be one after the next change."
        super().__init__(what, hint)


class SameVersion(ConfigError):
    """Restoring this version would change nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"That version of {path} is the same as the current one, so nothing was changed.",
            "`cfw undo --list` shows the others; `cfw undo NUMBER` restores one.",
        )


class UnknownProfile(ConfigError):
    """There are profiles, but none with this name."""

    def __init__(
        self, name: str, names: Collection[str], near: Collection[str] = (), named_by: str = ""
    ) -> None:
        suggestion = f"Did you mean {' or '.join(near)}? " if near else ""
        source = f", named by {named_by}" if named_by else ""
        super().__init__(
            f"There is no profile “{name}”{source}.", f"{suggestion}Saved profiles: {', '.join(names)}."
        )
        self.name = name


class BadProfileName(ConfigError):
    """A profile can't have this name."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"{reason[0].upper()}{reason[1:]}.",
            "Use letters from a to z, digits, dots, dashes and underscores, such as hammer-workspace.",
        )
        self.reason = reason
        """Such as “profile names can't contain spaces”: without a capital or a full stop."""


class BadPin(ConfigError):
    """A directory's `.clickfunnels.json` isn't valid."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"The file {path} cannot be used: {problem}.",
            "Correct it, or delete it and run `cfw pin NAME` to write a new one.",
        )


class PinNotSaved(ConfigError):
    """This directory is pinned to a workspace that no saved profile is for."""

    def __init__(self, path: Path, workspace_id: int, team_id: int) -> None:
        super().__init__(
            f"{path} asks for workspace {workspace_id} of team {team_id}, but no saved profile is for it.",
            "Run `cfw setup` here. It only asks for a token of that team.",
        )


class ManyProfiles(ConfigError):
    """Several profiles match, and it isn't clear which one is meant."""

    def __init__(self, what: str, names: Collection[str]) -> None:
        super().__init__(f"Several profiles are for {what}.", f"Name one with --profile: {', '.join(names)}.")


class BadToken(ConfigError):
    """There is no token where there should be one. `reason` says why, in sentences; empty for empty text."""

    def __init__(self, source: str, reason: str, hint: str) -> None:
        what = f"{source}: {reason[0].lower()}{reason[1:]}" if reason else f"{source} was empty."
        super().__init__(what, hint)


class NoToken(ConfigError):
    """The profile was saved without a token."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"No token is saved for the profile “{name}”.",
            "Run `cfw setup` to add one, or set CLICKFUNNELS_API_TOKEN.",
        )


class KeyringTrouble(ConfigError):
    """The system's keyring can't be used to store or fetch a token."""


class TokenCommandFailed(ConfigError):
    """A profile's token command wasn't run, or gave no token. Doesn't name the command's arguments."""


_NO_PERMISSION = (
    "you don't have permission",
    "Check who owns the file, its folder and its lock, or choose another folder with --config-dir.",
)
_READ_ONLY = ("the disk is read-only", "Choose another folder with --config-dir.")
_FULL = ("the disk is full", "Free some space, then try again.")
_IN_THE_WAY = (
    "there is a file where a folder should be",
    "Move it away, or choose another folder with --config-dir.",
)
_FOLDER = ("it's a folder", "Move it away, or choose another folder with --config-dir.")
_LOOP = ("its links form a loop", "Correct the link, or choose another folder with --config-dir.")
_TOO_LONG = ("its name is too long", "Choose a folder with a shorter name with --config-dir.")
_OTHER_REASON = (
    "the system doesn't allow it",
    "Check the disk, or choose another folder with --config-dir.",
)
_REASONS = {
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: _READ_ONLY,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EISDIR: _FOLDER,
    errno.EEXIST: _IN_THE_WAY,
    errno.ELOOP: _LOOP,
    errno.ENAMETOOLONG: _TOO_LONG,
}
"""What is wrong and what to do, by error number (Python's `errno`)."""


def reason_for(error: OSError) -> str:
    """Say why the system doesn't allow a file to be written, without a capital or a full stop."""
    return _REASONS.get(error.errno or 0, _OTHER_REASON)[0]
