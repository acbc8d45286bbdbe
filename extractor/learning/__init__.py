"""Learning the weights of ``rules/weights/`` from articles with gold facts. Not needed to use them."""
