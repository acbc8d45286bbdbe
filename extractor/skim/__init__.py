"""Skim: character-level search over the original string for dates, numbers and names of bodies."""
