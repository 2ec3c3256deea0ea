"""A newer registry record beside the one that the rules were made from: what has changed, and whom it touches."""
