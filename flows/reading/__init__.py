"""Typed texts become answers: pure, bilingual, and never by a guess."""
