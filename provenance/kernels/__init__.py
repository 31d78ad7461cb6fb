"""Compiled versions of the few loops that decide how long an audit takes.

Every kernel is a function in `_*.pyx` with the name, the parameters and, to the last bit, the results of a function in plain Python or
NumPy, which is used where no compiler was at hand when the package was installed. `PROVENANCE_KERNELS=0` in the environment turns them off.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import TypeVar

_Function = TypeVar("_Function", bound=Callable[..., object])

WANTED = os.environ.get("PROVENANCE_KERNELS", "") != "0"
"""Whether compiled kernels are used where there are any."""


def compiled(module: str, plain: _Function) -> _Function:
    """Return the kernel of the same name as a function from `provenance.kernels.<module>`; the function itself where there is none."""
    found = find_kernel(module, plain.__name__) if WANTED else None
    return plain if found is None else found  # type: ignore[return-value]


def find_kernel(module: str, name: str) -> Callable[..., object] | None:
    """Return a kernel, or None when it was not compiled, or compiled from an older version that lacks it."""
    try:
        return getattr(import_module(f"{__name__}.{module}"), name, None)
    except ImportError:
        return None
