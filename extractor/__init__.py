"""rujuk: reads Indonesian news, extracts ministries, dates, targets and participant counts, reconciles reports."""

__version__ = "0.1.0"
