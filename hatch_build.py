"""Compiles the kernels (`provenance/kernels/*.pyx`) when the package is built; where no compiler is, the package is built without them."""

from __future__ import annotations

import compileall
import os
import sys
from pathlib import Path
from typing import Any

from Cython.Build import cythonize
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext
from setuptools.errors import BaseError, CCompilerError

KERNELS = "provenance/kernels"
CHECKED = ["-fsanitize=address,undefined", "-fno-sanitize=alignment"] if os.environ.get("PROVENANCE_SANITIZE") else []
"""What finds reading and writing beside an array while tests run (`make sanitize`); letters of a text need not be aligned."""
# Fused multiplication and addition would give other last digits than the array versions.
FLAGS = [] if sys.platform == "win32" else ["-O1" if CHECKED else "-O3", "-g0", "-ffp-contract=off", *CHECKED]


class CompileKernels(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the kernels in place, so that an editable installation finds them too, and puts them into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the hook's own signature
        """Compile what is not up to date; say so and go on without kernels when that fails."""
        compile_modules(Path(self.root))
        try:
            compile_kernels(Path(self.root))
        except (BaseError, CCompilerError, OSError) as error:
            self.app.display_warning(f"kernels are not compiled, their array versions will be used: {error}")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["artifacts"] += [f"/{KERNELS}/*.so", f"/{KERNELS}/*.pyd"]


def compile_kernels(root: Path) -> None:
    """Compile every kernel of a source tree in place."""
    extensions = [
        Extension(f"provenance.kernels.{path.stem}", [str(path.relative_to(root))], extra_compile_args=FLAGS, extra_link_args=CHECKED)
        for path in sorted((root / KERNELS).glob("*.pyx"))
    ]
    made = cythonize(extensions, build_dir="build/cython", quiet=True, compiler_directives={"language_level": "3"})
    command = build_ext(Distribution({"name": "kernels", "ext_modules": made}))
    command.inplace = True
    command.build_temp = "build/kernels"
    command.parallel = True
    command.ensure_finalized()
    command.run()


def compile_modules(root: Path) -> None:
    """Keep the bytecode of every module of a source tree: where Python may not write it itself, each start would compile them all."""
    compileall.compile_dir(root / "provenance", quiet=2)


if __name__ == "__main__":
    compile_modules(Path(__file__).parent)
    compile_kernels(Path(__file__).parent)
