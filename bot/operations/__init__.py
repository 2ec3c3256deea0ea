"""Running the bot: copies of the data, a new key, and whether everything is in order."""

KEPT_DAYS = 7
"""How long copies may be kept, since they hold what was erased after they were made."""
