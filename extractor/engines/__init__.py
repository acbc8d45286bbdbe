"""Engines: the same two functions on one core, many processes, or a cluster."""
