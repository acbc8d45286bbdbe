"""The text itself: folding, word search, boilerplate, sentences, layout, quotations."""
