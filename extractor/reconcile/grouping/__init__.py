"""Which claims speak of one figure, or of one day."""
