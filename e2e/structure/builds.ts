/** Every installed package that would run a script at install is named in allowBuilds, with a decision. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Manifest = { name: string; scripts?: Record<string, string> };
export type Installed = Readonly<{ manifest: Manifest; hasGyp: boolean }>;

const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall"];

/** Packages of pnpm's store folder; each of its entries holds its own package beside links to others. */
export function installedPackages(root: string): Installed[] {
  const store = join(root, "node_modules/.pnpm");
  if (!existsSync(store)) return [];
  return readdirSync(store).flatMap((entry) => {
    const at = entry.lastIndexOf("@", entry.includes("_") ? entry.indexOf("_", 1) : entry.length);
    const folder = join(store, entry, "node_modules", entry.slice(0, at).replace("+", "/"));
    const path = join(folder, "package.json");
    if (at <= 0 || !existsSync(path)) return [];
    return [
      { manifest: JSON.parse(readFileSync(path, "utf8")) as Manifest, hasGyp: existsSync(join(folder, "binding.gyp")) },
    ];
  });
}

/** The names under `allowBuilds:` of pnpm-workspace.yaml. */
export function namedBuilds(workspace: string): ReadonlySet<string> {
  const block = /^allowBuilds:\n((?: +.*\n?)*)/m.exec(workspace)?.[1] ?? "";
  return new Set([...block.matchAll(/^ +"?([^":]+)"?: *(?:true|false) *$/gm)].map((match) => match[1] ?? ""));
}

export function buildProblems(installed: readonly Installed[], workspace: string): string[] {
  const named = namedBuilds(workspace);
  const building = installed.filter(
    ({ manifest, hasGyp }) => hasGyp || INSTALL_SCRIPTS.some((script) => manifest.scripts?.[script] !== undefined),
  );
  const names = [...new Set(building.map(({ manifest }) => manifest.name))].sort();
  return names
    .filter((name) => !named.has(name))
    .map((name) => `${name} has a build script. Name it in allowBuilds of pnpm-workspace.yaml.`);
}
