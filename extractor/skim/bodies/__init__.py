"""National bodies of Indonesia through time: registry, surface forms, search, context, resolution, persons."""
