"""What a worker gives up before any code of an answer runs."""

from __future__ import annotations

import os
from pathlib import Path

_KEPT = {
    "CI",
    "COLUMNS",
    "LANG",
    "LANGUAGE",
    "LD_LIBRARY_PATH",
    "PATH",
    "PYTHONPATH",
    "SYSTEMROOT",
    "TEMP",
    "TMP",
    "TMPDIR",
    "TZ",
}
_KEPT_FAMILIES = ("CPL_", "GDAL_", "LC_", "MKL_", "OMP_", "OPENBLAS_", "OPJ_", "PROJ_")


def confine(scratch: Path) -> None:
    """Confine this process to what an answer needs.

    Parameters
    ----------
    scratch : pathlib.Path
        Its working directory, and its home.
    """
    for name in list(os.environ):
        if name.upper() not in _KEPT and not name.upper().startswith(_KEPT_FAMILIES):
            del os.environ[name]
    os.environ["HOME"] = str(scratch)
    if hasattr(os, "setsid"):
        # Whatever it starts is in its group and can be ended with it.
        os.setsid()
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))
