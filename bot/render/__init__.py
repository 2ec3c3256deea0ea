"""Finds the words for what the dialogue says. Nothing is decided here."""
