"""The examples in the docstrings that other programs' authors read, tried against the sandbox."""

from __future__ import annotations

import asyncio
import builtins
import doctest
import sys
from types import ModuleType
from typing import Any

import pytest
from command_support import Cfw, World

import wizard
import wizard.sandbox
from wizard.sandbox import local_server


@pytest.mark.parametrize(("module", "count"), [(wizard, 12), (local_server, 3)])
def test_the_examples_work(saved: Cfw, module: ModuleType, count: int) -> None:
    assert doctest.testmod(module) == (0, count)


def test_contacts_come_in_order(saved: Cfw, world: World) -> None:
    async def load() -> list[int]:
        return [contact.id async for contact in wizard.all_contacts(newest_first=True)]

    ids = asyncio.run(load())
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == 57
    assert set(world.asked) == {"/workspaces/42/contacts"}


def test_a_sandbox_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "uvicorn":
            raise ModuleNotFoundError(name)
        return real(name, *rest)

    monkeypatch.delitem(sys.modules, "uvicorn", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with (
        pytest.raises(ModuleNotFoundError, match=r"pip install 'clickfunnels-wizard\[sandbox\]'"),
        wizard.sandbox.running(),
    ):
        pass
