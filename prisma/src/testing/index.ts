/** Real PostgreSQL for tests. */
export { createTestDatabase, type TestDatabase } from "./create-test-database";
export { startTestServer, type TestServer } from "./test-server";
