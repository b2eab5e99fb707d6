"""Hostile and awkward files made here, by name: what others may send besides the shared corpus. All payloads are harmless."""
