"""Settings of all tests: none of them may depend on how fast or how busy the machine is, or on chance."""

from __future__ import annotations

from hypothesis import settings

# The same examples in every run; `pytest --hypothesis-profile=explore` looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("same")
