"""A profile, and a path for the file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from wizard.api.models import Team, Workspace
from wizard.config.profile import Profile
from wizard.support.secret import Token


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "chosen" / "config.json"


@pytest.fixture
def hammer() -> Profile:
    return Profile(
        name="hammer-workspace",
        token=Token("hammer-token-0123456789-abcdef"),
        team=Team(id=3, name="Northwind Coaching", public_id="JNzNaa"),
        workspace=Workspace(
            id=42, name="Hammer Workspace", subdomain="richstone", public_id="jWMWXZ", team_id=3
        ),
        accounts_url="https://accounts.myclickfunnels.com/api/v2",
        api_url="https://richstone.myclickfunnels.com/api/v2",
        saved_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    )
