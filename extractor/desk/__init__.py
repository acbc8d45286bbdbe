"""The desk: what an editor sees of a run, whichever way it is shown."""
