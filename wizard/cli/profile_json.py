"""Saved profiles as JSON for scripts. Its keys are a promise."""

from __future__ import annotations

import json
from typing import Any

from wizard.config.document import Document
from wizard.config.profile import Profile


def dump(value: object) -> str:
    """Give JSON text, indented, with names as they are."""
    return json.dumps(value, indent=2, ensure_ascii=False)


def profile_json(profile: Profile) -> dict[str, Any]:
    """Give a profile without its token. One that isn't saved has no name and no time."""
    entry = profile.to_json(None)
    del entry["token"]
    entry.pop("token_store", None)
    entry.pop("token_command", None)
    if not profile.name:
        return {"name": None, **entry, "saved_at": None}
    return {"name": profile.name, **entry}


def saved_json(document: Document) -> dict[str, Any]:
    """Give everything that is saved, without tokens."""
    profiles = [{**profile_json(one), "token_store": one.kept_in} for one in document.profiles.values()]
    return {"current": document.current, "previous": document.previous, "profiles": profiles}
