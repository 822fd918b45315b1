"""The author's checker: is the kata itself in order? One module for each kind of rule."""
