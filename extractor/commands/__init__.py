"""The commands of ``rujuk``, one module each."""
