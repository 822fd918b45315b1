"""``kata report``: one page about an answer, for a browser."""
