"""One error a cause, each in words for people: what happened, and what to do next. None holds a token."""

from __future__ import annotations

import errno
from collections.abc import Collection
from pathlib import Path

from wizard.support.safe_text import sanitize_line


class ConfigError(Exception):
    """The configuration could not be read, written or found."""

    def __init__(self, what: str, hint: str) -> None:
        self.what = sanitize_line(what)
        """What happened, as a sentence; it names the file or the setting at fault."""
        self.hint = sanitize_line(hint)
        """What to do next, as a sentence."""
        super().__init__(f"{self.what} {self.hint}")


class Damaged(ConfigError):
    """The file is not what it should be, so it is neither used nor overwritten."""

    def __init__(self, path: Path, problem: str, *, has_versions: bool = False) -> None:
        undo = ", restore the version before with `cfw undo`," if has_versions else ""
        super().__init__(
            f"The configuration file {path} cannot be used: {problem}.",
            f"Correct it in an editor{undo} or run `cfw`, which can set it aside.",
        )
        self.path = path
        self.problem = problem
        """What is wrong and where, without a full stop."""


class NewerVersion(ConfigError):
    """A later version of this program wrote the file, so it is neither used nor overwritten."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            f"A newer version of this program saved {path} (format {found}; this one knows {known}).",
            "Update clickfunnels-wizard, or choose another folder with --config-dir.",
        )
        self.path = path


class NotReadable(ConfigError):
    """The system does not let the file be read."""

    def __init__(self, path: Path, error: OSError) -> None:
        what, hint = _REASONS.get(error.errno or 0, _OTHER_REASON)
        super().__init__(f"The configuration file {path} cannot be read: {what}.", hint)
        self.path = path


class NotWritable(ConfigError):
    """The system does not let the file be written; what was there before is still there."""

    def __init__(self, path: Path, error: OSError) -> None:
        what, hint = _REASONS.get(error.errno or 0, _OTHER_REASON)
        super().__init__(
            f"The configuration file {path} cannot be written: {what}. It is as it was before.", hint
        )
        self.path = path


class Locked(ConfigError):
    """Another program kept the file's lock for longer than this one waits."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another program is writing {path} and does not finish.",
            "Close other windows of this wizard, then try again.",
        )
        self.path = path


class NoHome(ConfigError):
    """A folder is in a home folder that is not there."""


class NothingSaved(ConfigError):
    """No file, no profile in it, or none of them chosen."""

    def __init__(self, path: Path, names: Collection[str] = ()) -> None:
        if names:
            what = f"No profile is chosen in {path}."
            hint = f"Run `cfw` to choose one, or name one of these: {', '.join(names)}."
        else:
            what = f"Nothing is saved in {path} yet."
            hint = "Run `cfw` to connect this computer with ClickFunnels."
        super().__init__(what, hint)
        self.path = path


class NoSuchVersion(ConfigError):
    """There is no such older version to bring back."""

    def __init__(self, path: Path, number: int, count: int) -> None:
        there_is = f"there are {count}" if count > 1 else "there is one" if count else "none is kept"
        super().__init__(
            f"There is no version {number} of {path} to restore: {there_is}.",
            "`cfw undo --list` shows what can be restored."
            if count
            else "Every change keeps the version before it, so there is one after the next change.",
        )


class SameVersion(ConfigError):
    """An older version that would change nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"That version of {path} is what is saved now, so nothing was changed.",
            "`cfw undo --list` shows the others; `cfw undo NUMBER` restores one.",
        )


class UnknownProfile(ConfigError):
    """There are profiles, but none of this name."""

    def __init__(
        self, name: str, names: Collection[str], near: Collection[str] = (), named_by: str = ""
    ) -> None:
        likely = f"Did you mean {' or '.join(near)}? " if near else ""
        by_whom = f", which {named_by} names" if named_by else ""
        super().__init__(
            f"There is no profile “{name}”{by_whom}.", f"{likely}Saved profiles: {', '.join(names)}."
        )
        self.name = name


class BadProfileName(ConfigError):
    """A profile cannot have this name."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"This profile name does not work: {reason}.",
            "Use letters from a to z, digits, dots, dashes and underscores, such as hammer-workspace.",
        )
        self.reason = reason
        """Why, without a full stop, to stand under a field."""


class BadPin(ConfigError):
    """A directory's file is not what it should be."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"The file {path} cannot be used: {problem}.", "Correct it, or write it anew with `cfw pin NAME`."
        )


class PinNotSaved(ConfigError):
    """This directory asks for a workspace that no saved profile is for."""

    def __init__(self, path: Path, workspace_id: int, team_id: int) -> None:
        super().__init__(
            f"{path} asks for workspace {workspace_id} of team {team_id}, and no saved profile is for it.",
            "Run `cfw setup` here: it asks for a token of that team, and for nothing else.",
        )


class ManyProfiles(ConfigError):
    """Several profiles fit, and none of them is to be guessed."""

    def __init__(self, what: str, names: Collection[str]) -> None:
        super().__init__(f"Several profiles are for {what}.", f"Name one with --profile: {', '.join(names)}.")


class BadToken(ConfigError):
    """There is no token where one should be; `reason` says why as a sentence, or nothing for no text."""

    def __init__(self, source: str, reason: str, hint: str) -> None:
        super().__init__(f"{source} has no token in it. {reason}" if reason else f"{source} was empty.", hint)


class NoToken(ConfigError):
    """A profile that was saved without a token."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"No token is saved for the profile “{name}”.",
            "Run `cfw setup` to give it one, or set CLICKFUNNELS_API_TOKEN.",
        )


class KeyringTrouble(ConfigError):
    """The system's keyring does not give, or does not take, a token."""


_NO_RIGHTS = (
    "you do not have the right to do that",
    "Check who owns the file, its folder and its lock, or choose another folder with --config-dir.",
)
_READ_ONLY = ("the disk is read-only", "Choose another folder with --config-dir.")
_FULL = ("the disk is full", "Free some space, then try again.")
_IN_THE_WAY = (
    "a file is where a folder should be, or a folder where the file should be",
    "Move it away, or choose another folder with --config-dir.",
)
_LOOP = ("its links lead in a circle", "Correct the link, or choose another folder with --config-dir.")
_TOO_LONG = ("its name is too long", "Choose a shorter folder with --config-dir.")
_OTHER_REASON = (
    "the disk or the system does not allow it",
    "Check the disk, or choose another folder with --config-dir.",
)
_REASONS = {
    errno.EACCES: _NO_RIGHTS,
    errno.EPERM: _NO_RIGHTS,
    errno.EROFS: _READ_ONLY,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EISDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
    errno.ELOOP: _LOOP,
    errno.ENAMETOOLONG: _TOO_LONG,
}
"""What is wrong, and what to do, by the system's error number (Python's `errno`)."""


def reason_for(error: OSError) -> str:
    """Say what keeps the system from writing a file, as the end of a sentence."""
    return _REASONS.get(error.errno or 0, _OTHER_REASON)[0]
