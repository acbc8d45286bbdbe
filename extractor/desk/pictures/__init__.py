"""Pictures of records as SVG made on the server: a figure over time, its course in small, a card for a story."""
