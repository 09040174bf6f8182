"""Contacts taken home: every page walked, each contact once and in order, in the format asked for."""
