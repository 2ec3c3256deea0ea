"""Every word that is not about one trial, and the catalogue that finds words by key."""

LANGUAGES = ("en", "zh")
