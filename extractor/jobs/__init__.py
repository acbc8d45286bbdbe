"""What is run: extraction, publication, reconciliation, and the memory of a run."""
