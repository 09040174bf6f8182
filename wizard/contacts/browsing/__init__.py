"""Contacts to look at: rows that take little room, both ends of a list, filtering and masking. No screens."""
