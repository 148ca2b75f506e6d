/** What a file imports and where that lies in the repository. */
import { posix } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { sourcesOf, type Tree } from "./tree";

export type Import = Readonly<{
  specifier: string;
  /** `type`: gone after compiling. `lazy`: import(...). */
  kind: "value" | "type" | "lazy";
  names: readonly string[];
}>;

const PARSED = new Map<string, readonly Import[]>();

export function importsOf(path: string, text: string): readonly Import[] {
  const key = `${path}\0${text}`;
  const known = PARSED.get(key) ?? parseImports(path, text);
  PARSED.set(key, known);
  return known;
}

function parseImports(path: string, text: string): readonly Import[] {
  const { module, program } = parseSync(path, text);
  const found: Import[] = [];
  for (const { moduleRequest, entries } of module.staticImports) {
    const isType = entries.length > 0 && entries.every((entry) => entry.isType);
    const names = entries.map((entry) => entry.importName.name ?? `* as ${entry.localName.value}`);
    found.push({ specifier: moduleRequest.value, kind: isType ? "type" : "value", names });
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType, importName } of entries) {
      if (!moduleRequest) continue;
      found.push({ specifier: moduleRequest.value, kind: isType ? "type" : "value", names: [importName.name ?? "*"] });
    }
  }
  new Visitor({
    ImportExpression: ({ source }) => {
      if (source.type === "Literal") found.push({ specifier: String(source.value), kind: "lazy", names: [] });
    },
    TSImportType: ({ source }) => {
      found.push({ specifier: String(source.value), kind: "type", names: [] });
    },
  }).visit(program);
  return found;
}

/** Doors of the packages: the only files another package may reach. */
export const DOORS: Readonly<Record<string, string>> = {
  "@ratecard/prisma": "prisma/src/index.ts",
  "@ratecard/prisma/testing": "prisma/src/testing/index.ts",
  "@ratecard/catalog/testing": "packages/catalog/src/testing/shared-data.ts",
  "@ratecard/server": "apps/server/src/rpc/router.ts",
};

/** The file behind a specifier; undefined: a library, or nothing that is there. */
export function fileOf(tree: Tree, from: string, specifier: string): string | undefined {
  const base = baseOf(from, specifier);
  if (base === undefined) return undefined;
  return [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}/index.tsx`].find((path) => tree.has(path));
}

function baseOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(from), specifier);
  if (specifier.startsWith("#server/")) return `apps/server/src/${specifier.slice("#server/".length)}`;
  if (specifier.startsWith("#web/")) return `apps/web/src/${specifier.slice("#web/".length)}`;
  if (specifier.startsWith("@ratecard/"))
    return DOORS[specifier] ?? `packages/${specifier.slice("@ratecard/".length)}/src`;
  return undefined;
}

export type Edge = Readonly<{ from: string; to: string } & Import>;

/** Every import between two files of the repository. */
export function edgesOf(tree: Tree): readonly Edge[] {
  return sourcesOf(tree).flatMap((from) =>
    importsOf(from, tree.get(from) ?? "").flatMap((found) => {
      const to = fileOf(tree, from, found.specifier);
      return to === undefined ? [] : [{ from, to, ...found }];
    }),
  );
}

/** The library of a specifier: `@scope/name` or `name`, `node:fs` as it is. */
export function libraryOf(specifier: string): string | undefined {
  if (/^[.#]/.test(specifier) || specifier.startsWith("@ratecard/")) return undefined;
  const [scope = "", name = ""] = specifier.split("/");
  return scope.startsWith("@") ? `${scope}/${name}` : scope;
}
