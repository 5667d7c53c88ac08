// Answers each line of a file with the Python of a built desk, one line for each.
// node answers.mjs DESK REQUESTS ANSWERS
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [desk, requests, answers] = process.argv.slice(2);
const engine = JSON.parse(await readFile(join(desk, "engine.json"), "utf8"));
const python = join(desk, engine.python);
const { loadPyodide } = await import(pathToFileURL(join(python, "pyodide.mjs")).href);
const pyodide = await loadPyodide({ indexURL: python, stdLibURL: join(desk, engine.library) });
const packages = new Uint8Array(await readFile(join(desk, engine.packages)));
pyodide.unpackArchive(packages, "zip", { extractDir: engine.site_packages });
pyodide.runPython(`
import json
from fullcount_reports.desk import answer

def answered(request):
    return json.dumps(answer(json.loads(request)))
`);
const answered = pyodide.globals.get("answered");
const lines = (await readFile(requests, "utf8")).trim().split("\n");
await writeFile(answers, lines.map((line) => `${answered(line)}\n`).join(""));
