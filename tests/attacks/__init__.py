"""Hostile and awkward files that the tests make themselves, by name. All payloads are harmless."""
