/**
 * Finds the project's `prisma` folder: schema, migrations and the database's binaries hang on it.
 *
 * Errors  throws when no folder above holds it, which means the checkout is incomplete.
 * Source  this module runs both from `prisma/src` and bundled into an app's `dist`, so it looks upwards.
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export function prismaHome(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    const home = join(folder, "prisma");
    if (existsSync(join(home, "schema.prisma"))) return home;
  }
  throw new Error(`No folder above ${start} holds prisma/schema.prisma. Start Ratecard from a complete checkout.`);
}
