"""Exports: every contact once and in order, in the requested format."""
