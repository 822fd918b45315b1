"""``kata run``: the steps of an answer on a product, with a picture of each."""
