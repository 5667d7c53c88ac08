// Compiles every Python source below a folder with the Python that will run it, and leaves only the byte code.
// node compile.mjs FOLDER
import { loadPyodide } from "pyodide";

const [folder] = process.argv.slice(2);
const pyodide = await loadPyodide({ env: { PYTHONHASHSEED: "0" } });
pyodide.FS.mkdirTree("/code");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: folder }, "/code");
pyodide.runPython(`
import py_compile
from pathlib import Path

for source in sorted(Path("/code").rglob("*.py")):
    name = source.relative_to("/code").as_posix()
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(str(source), str(source) + "c", name, doraise=True, invalidation_mode=mode)
    source.unlink()
`);
