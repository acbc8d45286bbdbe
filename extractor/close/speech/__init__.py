"""Who said it: words of speech, whom they name, and where each speaks."""

from extractor.close.speech.resolving import Speakers

__all__ = ["Speakers"]
