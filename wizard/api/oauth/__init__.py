"""Signing in with the browser: OAuth 2.1 for a native application (RFC 8252)."""
