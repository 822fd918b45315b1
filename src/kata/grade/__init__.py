"""``kata grade``: the marks of one answer, or of a class."""
