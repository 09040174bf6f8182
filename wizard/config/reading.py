"""Read the configuration file. Nothing here writes or locks: a file is always replaced as a whole."""

from __future__ import annotations

from pathlib import Path

from wizard.config.document import EMPTY, Document, parse
from wizard.config.errors import Damaged, NothingSaved, NotReadable, UnknownProfile
from wizard.config.json_file import read_text
from wizard.config.json_object import InvalidContent
from wizard.config.profile import Profile


def read(path: Path) -> Document:
    """Read the file, or give an empty document where there is none.

    Raises `Damaged`, `NewerVersion` or `NotReadable`.
    """
    try:
        text = read_text(path)
    except FileNotFoundError:
        return EMPTY
    except OSError as error:
        raise NotReadable(path, error) from error
    except InvalidContent as problem:
        raise _damaged(path, str(problem)) from None
    try:
        return parse(text, path)
    except Damaged as error:
        raise _damaged(path, error.problem) from None


def _damaged(path: Path, problem: str) -> Damaged:
    from wizard.config.backups import versions  # noqa: PLC0415 - only where the file is damaged

    return Damaged(path, problem, has_versions=bool(versions(path, EMPTY)))


def load(path: Path, name: str | None = None) -> Profile:
    """Give the profile of that name, or the current one.

    Raises `NothingSaved`, `UnknownProfile`, `Damaged`, `NewerVersion` or `NotReadable`.
    """
    return find_profile(read(path), path, name)


def find_profile(document: Document, path: Path, name: str | None = None, named_by: str = "") -> Profile:
    """Give the document's profile of that name, or the current one.

    `path` and `named_by` (the setting that names it) are for the words of an error. Raises
    `NothingSaved` or `UnknownProfile`.
    """
    wanted = document.current if name is None else name
    if wanted is None or not document.profiles:
        raise NothingSaved(path, document.names)
    if wanted not in document.profiles:
        raise UnknownProfile(wanted, document.names, _near(wanted, document.names), named_by)
    return document.profiles[wanted]


def _near(name: str, names: tuple[str, ...]) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - only who mistypes waits for it

    by_lower_case = {known.lower(): known for known in names}
    return [by_lower_case[near] for near in get_close_matches(name.lower(), by_lower_case, n=2)]
