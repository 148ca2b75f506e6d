/** Which way knowledge flows between the rooms. Source: the table of the architecture; the folders say which rooms exist. */
import { posix } from "node:path";
import { type Import, importsOf, libraryOf } from "./module-imports";
import { isTest, sourcesOf, type Tree } from "./tree";

type Allowance = Readonly<{
  /** Rooms whose door may be imported. */
  rooms: readonly string[];
  /** Rooms of which only types may be imported. */
  types?: readonly string[];
  /** Libraries; undefined: whatever its package.json names. */
  libraries?: readonly string[];
}>;

const PURE = ["money", "pricing", "catalog", "changes", "discovery"] as const;
const TEST_LIBRARIES = ["vitest", "fast-check"];
const FIXTURE_PARTS = new Set<string>(PURE);

export const ALLOWED: Readonly<Record<string, Allowance>> = {
  money: { rooms: [], libraries: [] },
  pricing: { rooms: ["money"], libraries: [] },
  catalog: { rooms: ["money", "pricing"], libraries: ["lossless-json", "@pydantic/genai-prices"] },
  changes: { rooms: ["money", "pricing"], libraries: [] },
  discovery: { rooms: ["money", "pricing", "catalog", "changes"], libraries: ["csv-parse", "lossless-json", "yaml"] },
  contract: { rooms: ["pricing"], types: PURE, libraries: ["zod"] },
  usage: { rooms: ["pricing", "contract"], libraries: ["lossless-json"] },
  invoices: { rooms: ["money", "contract", "usage"], libraries: [] },
  fixtures: { rooms: PURE, libraries: [] },
  prisma: { rooms: [] },
  server: { rooms: [...PURE, "contract", "usage", "invoices", "fixtures", "prisma"] },
  web: { rooms: ["money", "pricing", "contract", "usage", "invoices"], types: ["server"] },
  cli: { rooms: ["money", "pricing", "contract", "usage", "invoices"], types: ["server"] },
  e2e: { rooms: [...PURE, "contract", "fixtures", "prisma"], types: ["server"] },
};

/** `packages/money/src/x.ts` -> money, `apps/web/...` -> web, `prisma/...` -> prisma. */
export function roomOf(path: string): string | undefined {
  const [top, second = ""] = path.split("/");
  if (top === "packages" || top === "apps") return second;
  return top === "prisma" || top === "e2e" ? top : undefined;
}

export function roomProblems(tree: Tree): string[] {
  return sourcesOf(tree).flatMap((path) => {
    const room = roomOf(path);
    if (room === undefined) return [];
    const allowed = ALLOWED[room];
    if (!allowed) return [`${path}: the room "${room}" has no import rule. Add it to e2e/structure/rooms.ts.`];
    return importsOf(path, tree.get(path) ?? "").flatMap((found) => {
      const problem = problemOf(path, room, allowed, found);
      return problem === undefined ? [] : [`${path} imports ${found.specifier}: ${problem}`];
    });
  });
}

function problemOf(path: string, room: string, allowed: Allowance, found: Import): string | undefined {
  const { specifier } = found;
  if (specifier.startsWith("."))
    return leavesRoom(path, specifier) ? "a relative path leads out of its room." : undefined;
  if (specifier.startsWith("@ratecard/")) return packageProblem(path, room, allowed, found);
  if (specifier.startsWith("#"))
    return specifier.startsWith(`#${room}/`) ? undefined : `"#" names lead into another app.`;
  const library = libraryOf(specifier);
  if (library === undefined || allowed.libraries === undefined || !path.includes("/src/")) return undefined;
  if (isTest(path) && (TEST_LIBRARIES.includes(library) || library.startsWith("node:"))) return undefined;
  return allowed.libraries.includes(library) ? undefined : `${room} may use ${said(allowed.libraries)}.`;
}

/** Launchers are tools of the whole checkout: they start the builds of several rooms. */
const leavesRoom = (path: string, specifier: string): boolean =>
  roomOf(posix.join(posix.dirname(path), specifier)) !== roomOf(path) && !path.includes("/launch/");

/** What tests of other rooms may use beside the doors. */
const TEST_DOORS: readonly string[] = ["@ratecard/prisma/testing", "@ratecard/catalog/testing"];

function packageProblem(path: string, room: string, allowed: Allowance, found: Import): string | undefined {
  const [, target = "", ...rest] = found.specifier.split("/");
  if (isForTests(path, room, found.specifier)) return undefined;
  if (rest.length > 0) return `only the door of a package is open, "@ratecard/${target}".`;
  if (allowed.rooms.includes(target)) return undefined;
  if (!allowed.types?.includes(target))
    return `${room} may import ${said([...allowed.rooms, ...(allowed.types ?? [])])}.`;
  if (target === "server" && found.names.some((name) => name !== "AppRouter"))
    return "only the type AppRouter is for others.";
  return found.kind === "type" ? undefined : `${room} may import types of ${target}, not its code.`;
}

/** Tests also use the throwaway database and the sample world, except where the world itself is built from. */
function isForTests(path: string, room: string, specifier: string): boolean {
  if (!isTest(path)) return false;
  return TEST_DOORS.includes(specifier) || (specifier === "@ratecard/fixtures" && !FIXTURE_PARTS.has(room));
}

const said = (names: readonly string[]) => (names.length === 0 ? "nothing" : names.join(", "));
