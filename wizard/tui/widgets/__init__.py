"""Pieces of screens. They know no HTTP and no disk."""
