"""What lies on the disk: atomic files, lines, shards, sorted tables."""
