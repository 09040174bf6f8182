"""Other addresses of the API: the subdomain in the path or inside the host, and names of this machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from command_support import Cfw, World
from proxying import no_resolver

from wizard.config.paths import config_path
from wizard.config.reading import read
from wizard.sandbox import DEMO_TOKEN, create_app


def below(first: list[str]) -> Callable[[Any, Any, Any], Any]:
    """The sandbox under a path prefix; records the prefix of each request in `first`."""
    app = create_app()

    async def serve(scope: Any, receive: Any, send: Any) -> None:
        _, part, rest = scope["path"].split("/", 2)
        first.append(part)
        await app({**scope, "path": f"/{rest}", "raw_path": f"/{rest}".encode()}, receive, send)

    return serve


def port(world: World) -> str:
    return world.url.rpartition(":")[2]


@pytest.fixture
def parts(world: World, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first path segment of each request, which is where the template has the subdomain."""
    parts: list[str] = []
    world.app = below(parts)
    monkeypatch.setenv("CLICKFUNNELS_URL", f"{world.url}/{{subdomain}}")
    return parts


def set_up(cfw: Cfw) -> dict[str, Any]:
    done = cfw("setup", "--token-stdin", "--team", "3", "--workspace", "42", stdin=DEMO_TOKEN)
    assert done.status == 0, done.err
    profiles: dict[str, dict[str, Any]] = json.loads(config_path().read_text(encoding="utf-8"))["profiles"]
    return profiles["hammer-workspace"]


def test_a_subdomain_in_the_path_is_saved_as_a_template(
    cfw: Cfw, world: World, parts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = set_up(cfw)
    assert saved["accounts_url"] == f"{world.url}/accounts"
    assert saved["api_url"] == f"{world.url}/richstone"
    assert saved["url_template"] == f"{world.url}/{{subdomain}}"
    monkeypatch.delenv("CLICKFUNNELS_URL")
    parts.clear()
    done = cfw("contacts", "--format", "jsonl", "--limit", "1")
    assert done.status == 0, done.err
    assert set(parts) == {"richstone"}
    assert cfw("doctor").status == 0


def test_switching_to_an_unsaved_workspace_uses_the_saved_template(
    cfw: Cfw, world: World, parts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(cfw)
    monkeypatch.delenv("CLICKFUNNELS_URL")
    done = cfw("switch", "chanoyu")
    assert done.status == 0, done.err
    current = read(config_path()).profiles[read(config_path()).current or ""]
    assert current.api_url == f"{world.url}/chanoyu"
    assert current.url_template == f"{world.url}/{{subdomain}}"


def test_saving_for_another_address_removes_the_template(
    cfw: Cfw, world: World, parts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(cfw)
    world.app = create_app()
    monkeypatch.setenv("CLICKFUNNELS_URL", world.url)
    assert "url_template" not in set_up(cfw)


def test_a_saved_template_that_does_not_fit_the_saved_addresses_gets_no_token(
    cfw: Cfw, world: World, parts: list[str]
) -> None:
    set_up(cfw)
    text = config_path().read_text(encoding="utf-8")
    config_path().write_text(text.replace("/{subdomain}", "/elsewhere/{subdomain}"), encoding="utf-8")
    parts.clear()
    done = cfw("status")
    assert done.status == 2
    assert "The addresses saved for this profile" in done.err + done.out
    assert parts == []


@pytest.mark.parametrize("template", ["http://{{subdomain}}.localhost:{}", "http://localhost:{}"])
def test_local_names_are_not_resolved(
    cfw: Cfw, world: World, monkeypatch: pytest.MonkeyPatch, template: str
) -> None:
    no_resolver(monkeypatch)
    monkeypatch.setenv("CLICKFUNNELS_URL", template.format(port(world)))
    saved = set_up(cfw)
    assert saved.get("url_template") == (None if "{{" not in template else template.format(port(world)))
    monkeypatch.delenv("CLICKFUNNELS_URL")
    assert cfw("contacts", "--format", "jsonl", "--limit", "1").status == 0
    done = cfw("doctor")
    assert done.status == 0
    assert "is always this machine" in done.out
