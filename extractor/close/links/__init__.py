"""The links of a figure or a day: who said it, what it belongs to, where, as of when, who counted, whose it is."""
