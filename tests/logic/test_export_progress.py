"""What an export says about how far it has come."""

from __future__ import annotations

import io

import pytest

from wizard.api.contact import ContactLine
from wizard.api.pagination import Page
from wizard.api.progress import Progress
from wizard.contacts.export.export_progress import ExportProgress
from wizard.contacts.export.kept_pages import KeptPages


@pytest.mark.parametrize(
    ("progress", "total", "limit", "text"),
    [
        (Progress(count=10_000), None, None, "10,000 contacts · 1,000 a second"),
        (
            Progress(count=10_000),
            25_000,
            None,
            "40% · 10,000 of 25,000 contacts · 1,000 a second · 15 s left",
        ),
        (
            Progress(count=10_000, estimate=lambda: 20_000),
            None,
            None,
            "50% · 10,000 of about 20,000 contacts · 1,000 a second · 10 s left",
        ),
        (
            Progress(count=10_000, estimate=lambda: 9_000),
            None,
            None,
            "99% · 10,000 of about 10,000 contacts · 1,000 a second · 1 s left",
        ),
        (
            Progress(count=10_000, kept=9_000),
            20_000,
            None,
            "50% · 10,000 of 20,000 contacts · 100 a second · 2 min left",
        ),
        (Progress(count=20, kept=9_000), 18_000, None, "50% · 9,000 of 18,000 contacts"),
        (
            Progress(count=300, estimate=lambda: 9_000),
            None,
            200,
            "100% · 200 of 200 contacts · 20 a second · 1 s left",
        ),
        (Progress(count=300), None, 5_000, "300 contacts · 30 a second"),
    ],
)
def test_it_says_what_is_known(progress: Progress, total: int | None, limit: int | None, text: str) -> None:
    described = ExportProgress(progress, limit, iter([0.0, 10.0]).__next__)
    described.total = total
    assert described.text() == text


def test_the_number_of_contacts_is_estimated_from_the_ids_between_them() -> None:
    kept = KeptPages(io.BytesIO())
    lines = [ContactLine(number, b"{}") for number in range(1_000, 11_000, 10)]
    kept.add(None, Page(tuple(lines[:20]), str(lines[19].id)), newest_first=False)
    assert kept.estimate() is None, "nothing is known about the end"
    kept.add(None, Page(tuple(lines[:-21:-1]), str(lines[-20].id)), newest_first=True)
    kept.add_found(lines[100:900:50])
    estimate = kept.estimate()
    assert estimate
    assert 900 < estimate < 1_100
