"""Words as people type them into a shell."""

import os
import shlex
import subprocess


def quoted(*words: str) -> str:
    """Return words as a command line that the shell of this system reads as these words."""
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
