"""Read: files of many formats become articles."""
