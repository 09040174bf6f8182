"""clickfunnels-wizard: a setup wizard for the ClickFunnels 2.0 API, and a reader of what it saved."""

__version__ = "0.1.0"
