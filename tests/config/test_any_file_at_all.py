"""Whatever bytes our files contain, they are read or refused with our message, and never changed."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wizard.config.document import dump
from wizard.config.errors import BadPin, Damaged, NewerVersion, NotReadable
from wizard.config.paths import PIN_NAME
from wizard.config.pin import read_pin
from wizard.config.reading import read

pytestmark = pytest.mark.system


SAVED: dict[str, Any] = {
    "version": 1,
    "current": "shop",
    "previous": None,
    "profiles": {
        "shop": {
            "token": "shop-token-0123456789-abcdef",
            "team": {"id": 3, "public_id": None, "name": "Team"},
            "workspace": {"id": 42, "public_id": None, "name": "Shop", "subdomain": "shop"},
            "accounts_url": "https://accounts.myclickfunnels.com/api/v2",
            "api_url": "https://shop.myclickfunnels.com/api/v2",
            "saved_at": "2026-11-23T09:30:00Z",
        }
    },
}
PIN: dict[str, Any] = {"version": 1, "team_id": 3, "workspace_id": 42}
KEYS = st.sampled_from(
    ["version", "current", "previous", "profiles", "shop", "token", "team", "workspace", "id", "name",
     "subdomain", "accounts_url", "api_url", "saved_at", "used_at", "token_store", "team_id", "workspace_id"]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(), inner, max_size=6),
    max_leaves=20,
)


@st.composite
def bent(draw: st.DrawFn, good: dict[str, Any]) -> bytes:
    """A valid file with one value replaced or some bytes changed."""
    raw = json.loads(json.dumps(good))
    level = raw
    for _ in range(draw(st.integers(0, 3))):
        inner = [value for value in level.values() if isinstance(value, dict)]
        level = draw(st.sampled_from(inner)) if inner else level
    level[draw(KEYS)] = draw(JSON)
    data = bytearray(json.dumps(raw).encode())
    if draw(st.booleans()):
        start = draw(st.integers(0, len(data)))
        data[start : start + draw(st.integers(0, 30))] = draw(st.binary(max_size=30))
    return bytes(data)


def is_ours(sentence: str, path: Path) -> bool:
    """Whether an error has our message: it names the file and contains no control sequence."""
    controls = {"Cc", "Cf", "Cs"} & {unicodedata.category(one) for one in sentence}
    return str(path) in sentence and not controls and len(sentence) < 1_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=bent(SAVED) | st.binary(max_size=200) | JSON.map(json.dumps).map(str.encode))
@example(data=b"\xef\xbb\xbf{}")
@example(data=b'{"version": 1e999, "profiles": {}}')
@example(data=b'{"version": 1, "version": 1, "profiles": {}}')
def test_any_configuration_file(folder: Path, data: bytes) -> None:
    path = folder / "config.json"
    path.write_bytes(data)
    try:
        document = read(path)
    except (Damaged, NewerVersion, NotReadable) as error:
        assert is_ours(error.what, path)
        assert error.hint
    else:
        assert json.loads(dump(document)) == json.loads(data.removeprefix(b"\xef\xbb\xbf"))
        assert "shop-token" not in repr(document)
    assert path.read_bytes() == data


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=bent(PIN) | st.binary(max_size=200) | JSON.map(json.dumps).map(str.encode))
def test_any_file_of_a_directory(folder: Path, data: bytes) -> None:
    path = folder / PIN_NAME
    path.write_bytes(data)
    try:
        pin = read_pin(folder)
    except (BadPin, NotReadable) as error:
        assert is_ours(error.what, path)
        assert error.hint
    else:
        assert pin is not None
        assert (pin.team_id, pin.workspace_id) == tuple(json.loads(data)[key] for key in list(PIN)[1:])
    assert path.read_bytes() == data
