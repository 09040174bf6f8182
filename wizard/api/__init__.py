"""ClickFunnels over HTTP: the only place that knows httpx. It knows no screen and no disk."""
