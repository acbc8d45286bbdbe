"""Facts and records in the formats that other tools read."""
