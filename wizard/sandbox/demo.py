"""The demo's data: invented teams whose names are as varied as real ones."""

from __future__ import annotations

from functools import cache

from wizard.sandbox.people import InventedContacts, invented_tags, public_id
from wizard.sandbox.platform import Access, Platform, SandboxTeam, SandboxWorkspace
from wizard.sandbox.segments import invented_segments

DEMO_TOKEN = "demo-token-of-the-sandbox-opens-every-team1"
"""Can access every team, as an OAuth token may."""
TEAM_TOKEN = "demo-token-of-the-sandbox-opens-one-team-03"
"""Can only access team 3, like a platform application's token."""
NO_PLAN_TOKEN = "demo-token-of-the-sandbox-without-a-plan-00"
"""Valid, but its team's plan doesn't include the API: every response is 403."""
ORDERS_TOKEN = "demo-token-of-the-sandbox-reads-orders-0001"
"""Can only access the category Orders of team 3: contacts respond with 403."""
WORKSPACE_TOKEN = "demo-token-of-the-sandbox-for-workspace-042"
"""Can only access workspace 42: lists of teams and workspaces respond with 403."""
REVOKED_TOKEN = "demo-token-of-the-sandbox-that-was-revoked0"
"""No longer valid: every response is 401."""

_CLIENTS = (
    "Ácai & Cia", "Bäckerei Größling", "Café Müller", "Dental Smiles Ltd", "Éclair Studio", "Fjord Yoga",
    "Γαλάζιο Travel", "Hammer Time Gym", "Îles Surf School", "Jardín Verde", "Кофейня №1", "Łódź Design",
    "Montréal Méditation", "Niño Feliz", "Øresund Boats", "Pão Quente", "Quilting Queens", "Rennrad 24",
    "Smörgås Catering", "東京コーヒー", "北京书店", "서울 필라테스", "مقهى النور", "ספרי ירושלים",
    "🐝 Bees & Honey", "👩‍💻 Code Like Her", "[draft] Winter Launch",
    "The Extraordinarily Long Name of a Workspace That Somebody Typed Without Looking at the Screen",
)  # fmt: skip


@cache
def demo_platform() -> Platform:
    """Give the demo's platform. Cached."""
    teams = (
        SandboxTeam(
            3,
            "Richard Steinmetz's Team",
            "JNzNaa",
            (
                _workspace(42, "Hammer Workspace", "richstone", 57, public="jWMWXZ"),
                _workspace(43, "Nagel & Söhne 🔨", "nagel-soehne", 0),
                _workspace(44, "The Long List", "long-list", 25_000, has_stats=True),
            ),
        ),
        SandboxTeam(
            11,
            "Agência São João",
            public_id(11),
            tuple(
                _workspace(100 + number, name, f"client-{number:02d}", number * 3)
                for number, name in enumerate(_CLIENTS, start=1)
            ),
        ),
        SandboxTeam(12, "ひとつ工房", public_id(12), (_workspace(200, "茶の湯オンライン", "chanoyu", 21),)),
        SandboxTeam(13, "Nothing Here Yet", None),
        SandboxTeam(
            14,
            "ACME [EMEA] [/red]",
            public_id(14),
            (
                _workspace(300, "[b]Bold[/b] & Brothers", "bold-brothers", 20),
                _workspace(301, "شركة النور للتدريب", "alnoor", 40),
            ),
        ),
    )
    tokens = {
        DEMO_TOKEN: Access(),
        TEAM_TOKEN: Access(frozenset({3})),
        NO_PLAN_TOKEN: Access(has_plan=False),
        ORDERS_TOKEN: Access(frozenset({3}), categories=frozenset({"Orders"})),
        WORKSPACE_TOKEN: Access(frozenset({3}), workspace_ids=frozenset({42})),
    }
    return Platform(teams, tokens)


def _workspace(
    number: int,
    name: str,
    subdomain: str,
    contacts: int,
    *,
    public: str | None = None,
    has_stats: bool = False,
) -> SandboxWorkspace:
    return SandboxWorkspace(
        id=number,
        name=name,
        subdomain=subdomain,
        public_id=public or public_id(number),
        contacts=InventedContacts(number, contacts),
        tags=invented_tags(number),
        segments=invented_segments(number),
        has_stats=has_stats,
    )
