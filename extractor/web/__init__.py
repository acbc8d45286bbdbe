"""The desk: the local page and its HTTP interface."""
