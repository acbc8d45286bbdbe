"""Close reading: candidates in their sentences become facts."""
