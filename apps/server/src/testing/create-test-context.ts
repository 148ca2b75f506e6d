/** The services of a real server on a test database of its own, and someone who acts. `close()` when the file is done. */
import { createHash, randomBytes } from "node:crypto";
import type { Role, Scope } from "@ratecard/contract";
import { createTestDatabase, type TestDatabase } from "@ratecard/prisma/testing";
import { compose } from "#server/start/compose";
import type { ActingContext, Actor, Services } from "#server/services/context";
import { readEnv } from "#server/services/env";
import { oneConnectionEach } from "./one-connection-each";

export type TestContext = Readonly<{
  ctx: ActingContext;
  services: Services;
  database: TestDatabase;
  /** The same services, another role. */
  as: (role: Role) => ActingContext;
  /** A fresh API key, for `Authorization: Bearer`. */
  keyFor: (...scopes: Scope[]) => Promise<string>;
  close: () => Promise<void>;
}>;

/** What wraps keys of servers; another process on the same database is given it, too. */
export const TEST_SECRET = "a key for tests only, 32 bytes long";

export async function createTestContext(settings: Record<string, string> = {}): Promise<TestContext> {
  const database = await createTestDatabase();
  const env = readEnv({ DATABASE_URL: database.url, NODE_ENV: "test", LOG_LEVEL: "silent", ...settings });
  const { drop, ...parts } = oneConnectionEach(database);
  const { prisma } = parts;
  const composed = await compose(env, { ...parts, close: async () => {} }, TEST_SECRET);
  const as = (role: Role): ActingContext => ({ ...composed.services, actor: personOf(role), requestId: "test" });
  return {
    ctx: as("admin"),
    services: composed.services,
    database,
    as,
    keyFor: async (...scopes) => {
      const key = randomBytes(24).toString("hex");
      const keyHash = createHash("sha256").update(key).digest("hex");
      const name = `test ${scopes.join(" ")}`;
      await prisma.apiKey.create({ data: { name, keyHash, keyStart: key.slice(0, 7), scopes, createdBy: "test" } });
      return key;
    },
    close: async () => {
      await composed.close();
      await drop();
    },
  };
}

const personOf = (role: Role): Actor => ({
  kind: "person",
  id: `test-${role}`,
  label: `${role}@example.com`,
  name: role,
  email: `${role}@example.com`,
  role,
});
