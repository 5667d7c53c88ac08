"""The Python of the desk as two archives of byte code: the standard library, and all the rest."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from desk.contents import contents

__all__ = ["write_archives"]

HERE = Path(__file__).resolve().parent


def write_archives(pyodide: Path, standard_library: Path, packages: Path) -> None:
    """Write both archives. The same sources give the same bytes.

    Compiling in the browser would take more than half of the time until the first finding.
    """
    with tempfile.TemporaryDirectory() as folder:
        code = Path(folder)
        with ZipFile(pyodide / "python_stdlib.zip") as library:
            library.extractall(code / "library")
        for name, file in contents():
            target = code / "packages" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        subprocess.run(["node", HERE / "compile.mjs", code], check=True)  # noqa: S603, S607 - ours
        _zip(code / "library", standard_library)
        _zip(code / "packages", packages)


def _zip(folder: Path, archive: Path) -> None:
    with ZipFile(archive, "w", ZIP_DEFLATED) as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = ZipInfo(path.relative_to(folder).as_posix())
                entry.compress_type = ZIP_DEFLATED
                file.writestr(entry, path.read_bytes(), compresslevel=9)
