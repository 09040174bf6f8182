"""Read the configuration file. It takes no lock: a file that is being saved is always replaced as a whole."""

from __future__ import annotations

from pathlib import Path

from wizard.config.document import EMPTY, Document, parse
from wizard.config.errors import Damaged, NothingSaved, NotReadable, UnknownProfile
from wizard.config.json_file import read_text
from wizard.config.json_object import InvalidContent
from wizard.config.profile import Profile
from wizard.config.versions import versions


def read(path: Path) -> Document:
    """Read the file; give an empty document if it doesn't exist.

    Raises `Damaged`, `NewerVersion` or `NotReadable`.
    """
    try:
        return parse(read_text(path), path)
    except FileNotFoundError:
        return EMPTY
    except OSError as error:
        raise NotReadable(path, error) from error
    except InvalidContent as error:
        problem = str(error)
    except Damaged as error:
        problem = error.problem
    raise Damaged(path, problem, has_versions=bool(versions(path, EMPTY)))


def find_profile(document: Document, path: Path, name: str | None = None, named_by: str = "") -> Profile:
    """Give the document's profile with that name, or the current one.

    `path` and `named_by` (the setting that names the profile) are for error messages. Raises
    `NothingSaved` or `UnknownProfile`.
    """
    wanted = document.current if name is None else name
    if wanted is None or not document.profiles:
        raise NothingSaved(path, document.names)
    if wanted not in document.profiles:
        raise UnknownProfile(wanted, document.names, _similar(wanted, document.names), named_by)
    return document.profiles[wanted]


def _similar(name: str, names: tuple[str, ...]) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - only a wrong name needs it

    by_lower_case = {one.lower(): one for one in names}
    return [by_lower_case[near] for near in get_close_matches(name.lower(), by_lower_case, n=2)]
