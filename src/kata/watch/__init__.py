"""``kata watch``: the checks of a step run again whenever its file is saved."""
