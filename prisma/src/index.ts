/** The database: open it, migrate it, bring one along. Server features and tests are its only readers. */
export { Prisma, type PrismaClient } from "../generated/client";
export { EmbeddedDatabaseProblem } from "./embedded/embedded-problem";
export { type Embedded, startEmbedded } from "./embedded/start-embedded";
export { isoInstant } from "./iso-instant";
export { MigrationProblem, migrate } from "./migrate";
export { type Database, openDatabase, type Transaction } from "./open-database";
export { openSession, withSession } from "./open-session";
export { readOneState, withConnection } from "./with-connection";
