"""Running the bot: copies of the data, a new key, and whether everything is in order."""
