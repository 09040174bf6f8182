"""Names of invented people, and how they are written in an email address."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.sandbox.record import pick

Name = tuple[str, str]
"""A name, and its form in an email address."""

_ENGLISH = (
    (
        ("Ada", "ada"), ("Grace", "grace"), ("Oliver", "oliver"), ("Hannah", "hannah"), ("Samuel", "samuel"),
        ("Chloe", "chloe"), ("Tunde", "tunde"), ("Siobhán", "siobhan"), ("Marcus", "marcus"), ("Ian", "ian"),
    ),
    (
        ("Bennett", "bennett"), ("Okafor", "okafor"), ("O'Neil", "oneil"), ("Whitfield", "whitfield"),
        ("Hughes", "hughes"), ("Palmer", "palmer"), ("Costello", "costello"), ("Smith", "smith"),
    ),
)  # fmt: skip
_EUROPEAN = (
    (
        ("Zoë", "zoe"), ("Jürgen", "juergen"), ("Amélie", "amelie"), ("Björk", "bjork"), ("Łucja", "lucja"),
        ("Giulia", "giulia"), ("Nora", "nora"),
    ),
    (
        ("Lindström", "lindstroem"), ("Müller", "mueller"), ("Laurent", "laurent"), ("Novák", "novak"),
        ("Moretti", "moretti"), ("Schäfer", "schaefer"),
    ),
)  # fmt: skip
_PORTUGUESE = (
    (
        ("João", "joao"), ("Beatriz", "beatriz"), ("Thiago", "thiago"), ("Inês", "ines"),
        ("Rafael", "rafael"), ("Luísa", "luisa"),
    ),
    (
        ("Gonçalves", "goncalves"), ("Ferreira", "ferreira"), ("Almeida", "almeida"),
        ("Conceição", "conceicao"), ("Ribeiro", "ribeiro"),
    ),
)  # fmt: skip
_SPANISH = (
    (
        ("José", "jose"), ("Lucía", "lucia"), ("Mateo", "mateo"), ("Ximena", "ximena"), ("Íñigo", "inigo"),
        ("Andrés", "andres"),
    ),
    (
        ("Núñez", "nunez"), ("García", "garcia"), ("Herrera", "herrera"), ("Romero", "romero"),
        ("Vega", "vega"),
    ),
)  # fmt: skip
_JAPANESE = (
    (("美咲", "misaki"), ("健太", "kenta"), ("陽菜", "hina"), ("翔", "sho"), ("さくら", "sakura")),
    (("山田", "yamada"), ("田中", "tanaka"), ("佐藤", "sato"), ("中村", "nakamura"), ("小林", "kobayashi")),
)
_LANGUAGES: Sequence[tuple[Sequence[Name], Sequence[Name]]] = (
    _ENGLISH, _ENGLISH, _ENGLISH, _EUROPEAN, _EUROPEAN, _PORTUGUESE, _PORTUGUESE, _SPANISH, _SPANISH,
    _JAPANESE,
)  # fmt: skip
"""Given and family names by language, each as often as it occurs."""


def invented_name(number: int) -> tuple[Name, Name]:
    """Give a given and a family name from the same language."""
    given, family = pick(_LANGUAGES, number)
    return pick(given, number // 2), pick(family, number // 3)
