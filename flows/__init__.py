"""The pure core of pre-screening: reading, rules, eligibility and dialogue. No clock, no disk, no network."""
