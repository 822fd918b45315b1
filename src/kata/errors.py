"""What the command line says, in one line and without a traceback."""


class RunError(Exception):
    """The run cannot go on; the message says what is wrong and what to do."""


def first_line(error: BaseException) -> str:
    """Return the type of an error and the first line of its message."""
    said = str(error).splitlines() or [""]
    return f"{type(error).__name__}: {said[0]}"
