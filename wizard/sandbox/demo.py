"""The demo's data: the teams and workspaces that an invented agency works with."""

from __future__ import annotations

from datetime import datetime
from functools import cache, partial

from wizard.sandbox.growth import NEWEST
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
    ("Ácai & Cia", "acai-cia"), ("Bäckerei Größling", "groessling"), ("Café Müller", "cafe-mueller"),
    ("Dental Smiles Ltd", "dental-smiles"), ("Éclair Studio", "eclair-studio"),
    ("Fjord Yoga", "fjord-yoga"), ("Galáxia Travel", "galaxia-travel"),
    ("Hammer Time Gym", "hammer-time-gym"), ("Îles Surf School", "iles-surf"),
    ("Jardín Verde", "jardin-verde"), ("Kitesurf Tarifa", "kitesurf-tarifa"),
    ("Łódź Design", "lodz-design"), ("Montréal Méditation", "montreal-meditation"),
    ("Niño Feliz", "nino-feliz"), ("Øresund Boats", "oresund-boats"), ("Pão Quente", "pao-quente"),
    ("Quilting Queens", "quilting-queens"), ("Rennrad 24", "rennrad-24"),
    ("Smörgås Catering", "smorgas-catering"), ("東京コーヒー", "tokyo-coffee"),
    ("Padaria Aurora", "padaria-aurora"), ("Pilates Lisboa", "pilates-lisboa"),
    ("Casa del Libro Usado", "libro-usado"), ("Velas de Sevilla", "velas-de-sevilla"),
    ("Bees & Honey", "bees-honey"), ("Code Like Her", "code-like-her"),
    ("Winter Launch", "winter-launch"), ("Yoga para Todos", "yoga-para-todos"),
)  # fmt: skip
"""Names and subdomains of the agency's clients."""


@cache
def demo_platform(newest: datetime = NEWEST) -> Platform:
    """Give the demo's platform; the newest contacts joined at `newest`. Cached."""
    workspace = partial(_workspace, newest)
    teams = (
        SandboxTeam(
            3,
            "Northwind Coaching",
            "JNzNaa",
            (
                workspace(42, "Hammer Workspace", "richstone", 57, public="jWMWXZ"),
                workspace(43, "Nagel & Söhne 🔨", "nagel-soehne", 0),
                workspace(44, "Early Bird Club", "early-bird", 25_000, has_stats=True),
            ),
        ),
        SandboxTeam(
            11,
            "Agência São João",
            public_id(11),
            tuple(
                workspace(100 + number, name, subdomain, number * 3)
                for number, (name, subdomain) in enumerate(_CLIENTS, start=1)
            ),
        ),
        SandboxTeam(12, "ひとつ工房", public_id(12), (workspace(200, "茶の湯オンライン", "chanoyu", 21),)),
        SandboxTeam(13, "Casa Serena Retreats", None),
        SandboxTeam(
            14,
            "Lindqvist & Daughters",
            public_id(14),
            (
                workspace(300, "Lindqvist Ceramics", "lindqvist-ceramics", 20),
                workspace(301, "Escuela de Barro", "escuela-de-barro", 40),
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
    newest: datetime,
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
        contacts=InventedContacts(number, contacts, newest=newest),
        tags=invented_tags(number),
        segments=invented_segments(number),
        has_stats=has_stats,
    )
