"""Readers in other languages, and output for other programs."""
