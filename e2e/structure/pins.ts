/** Every version is exact, so that a clone of next year installs what was tried together. */
import type { Tree } from "./tree";

const EXACT = /^\d+\.\d+\.\d+([-+][0-9A-Za-z.-]+)?$/;
const KINDS = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"] as const;

type Manifest = Partial<Record<(typeof KINDS)[number], Record<string, string>>> & { packageManager?: string };

export function pinProblems(tree: Tree): string[] {
  return [...tree]
    .filter(([path]) => path === "package.json" || path.endsWith("/package.json"))
    .flatMap(([path, text]) => {
      const manifest = JSON.parse(text) as Manifest;
      const wanted = KINDS.flatMap((kind) => Object.entries(manifest[kind] ?? {}));
      const loose = wanted.filter(([, version]) => version !== "workspace:*" && !EXACT.test(version));
      const manager = manifest.packageManager?.split("@")[1];
      const problems = loose.map(([name, version]) => `${path}: ${name} "${version}" is no exact version.`);
      return manager === undefined || EXACT.test(manager)
        ? problems
        : [...problems, `${path}: packageManager is not exact.`];
    });
}
