"""Making the named-entity model; not needed to use it."""
