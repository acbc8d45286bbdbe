"""Words for people: language, values, sentences, errors."""
