/** The database: open it, migrate it, bring one along. Server features and tests are its only readers. */
export { Prisma } from "../generated/client";
export { startEmbedded } from "./embedded/start-embedded";
export { migrate, MigrationProblem } from "./migrate";
export { type Database, isoInstant, openDatabase, type Transaction } from "./open-database";
export { openSession, withSession } from "./open-session";
export { readOneState, withConnection } from "./with-connection";
