"""The named-entity model: training, scoring, loading."""
