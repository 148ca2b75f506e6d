/** Tells whether an app's build was made from the sources as they are now: a hash over their names and contents. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { root } from "./root.mjs";

const SKIPPED = new Set(["node_modules", "dist", "results"]);

/** The stamp of a build to be made now, or null when the present one is up to date. */
export function stampIfStale(app) {
  const stamp = stampOf(app);
  const file = stampFile(app);
  return existsSync(file) && readFileSync(file, "utf8") === stamp ? null : stamp;
}

/** The stamp was taken before the build began: sources that changed meanwhile make it stale again. */
export function noteBuilt(app) {
  writeFileSync(stampFile(app), app.stamp);
}

const stampFile = (app) => join(root, app.folder, "dist", ".built-from");

function stampOf(app) {
  const hash = createHash("sha256").update(process.versions.modules);
  for (const source of app.sources) addTo(hash, join(root, source));
  return hash.digest("hex");
}

function addTo(hash, path) {
  if (statSync(path).isFile()) {
    hash.update(path.slice(root.length)).update(readFileSync(path));
    return;
  }
  for (const name of readdirSync(path).toSorted()) {
    if (!SKIPPED.has(name) && !/\.test\.tsx?$/.test(name) && !name.startsWith(".")) addTo(hash, join(path, name));
  }
}
