"""A local ClickFunnels with invented data: for the demo, for people who write tools, and for the tests.

It behaves like the real API (Getting Started guide, the public OpenAPI description, and ClickFunnels'
guides to pagination and filtering). Its data is the same every time.
"""

from wizard.sandbox.app import create_app
from wizard.sandbox.demo import (
    DEMO_TOKEN,
    NO_PLAN_TOKEN,
    ORDERS_TOKEN,
    REVOKED_TOKEN,
    TEAM_TOKEN,
    WORKSPACE_TOKEN,
    demo_platform,
)
from wizard.sandbox.local_server import RunningSandbox, running
from wizard.sandbox.people import InventedContacts
from wizard.sandbox.platform import Access, Platform, SandboxTeam, SandboxWorkspace

__all__ = [
    "DEMO_TOKEN",
    "NO_PLAN_TOKEN",
    "ORDERS_TOKEN",
    "REVOKED_TOKEN",
    "TEAM_TOKEN",
    "WORKSPACE_TOKEN",
    "Access",
    "InventedContacts",
    "Platform",
    "RunningSandbox",
    "SandboxTeam",
    "SandboxWorkspace",
    "create_app",
    "demo_platform",
    "running",
]
