import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { write } from "#server/write/write";
import { listAudit, verifyAudit } from "./audit-log";

let test: TestContext;
const ENTRIES = 5;

/** As someone with the database in hands would: triggers off, then the change. */
const tamper = async (sql: string) => {
  await test.database.pool.query("ALTER TABLE audit_log DISABLE TRIGGER audit_log_append_only");
  await test.database.pool.query(sql);
};

const EMPTIED = "TRUNCATE audit_log; UPDATE audit_head SET seq = 0, hash = repeat('0', 64)";

beforeAll(async () => {
  test = await createTestContext();
});
afterAll(async () => test.close());

beforeEach(async () => {
  await tamper(EMPTIED);
  await test.database.pool.query("ALTER TABLE audit_log ENABLE TRIGGER audit_log_append_only");
  for (let at = 1; at <= ENTRIES; at += 1) {
    const details = () => ({ at, text: 'ä \u2028 "quoted"', nested: { z: 1, a: [1.5, null] } });
    await write(test.ctx, { action: "test.write", subject: `subject ${at}`, details }, async () => at);
  }
});

describe("the audit chain", () => {
  it("is intact after writes", async () => {
    expect(await verifyAudit(test.services)).toMatchObject({ isIntact: true, entries: ENTRIES });
  });

  it("is intact when empty", async () => {
    await tamper(EMPTIED);
    expect(await verifyAudit(test.services)).toMatchObject({ isIntact: true, entries: 0 });
  });

  it.each([
    [
      "a changed byte of details",
      "UPDATE audit_log SET details = jsonb_set(details, '{at}', '99') WHERE seq = 3",
      "changed",
      "3",
    ],
    ["a changed actor", "UPDATE audit_log SET actor = 'someone else' WHERE seq = 1", "changed", "1"],
    [
      "a time moved by a microsecond",
      "UPDATE audit_log SET at = at + interval '1 microsecond' WHERE seq = 4",
      "changed",
      "4",
    ],
    ["a hash made to fit the change", rehashed(), "changed", "4"],
    ["a deleted entry", "DELETE FROM audit_log WHERE seq = 2", "missing", "3"],
    ["a deleted first entry", "DELETE FROM audit_log WHERE seq = 1", "missing", "2"],
    ["a cut tail", "DELETE FROM audit_log WHERE seq >= 4", "cut-off", "5"],
    ["everything deleted", "DELETE FROM audit_log", "cut-off", "5"],
    [
      "a tail cut along with its head's number",
      "DELETE FROM audit_log WHERE seq = 5; UPDATE audit_head SET seq = 4",
      "cut-off",
      "4",
    ],
  ])("finds %s", async (_what, sql, problem, seq) => {
    await tamper(sql);
    expect(await verifyAudit(test.services)).toMatchObject({ isIntact: false, problem, seq });
  });

  it("cannot be changed by accident", async () => {
    for (const sql of ["UPDATE audit_log SET actor = ''", "DELETE FROM audit_log", "TRUNCATE audit_log"]) {
      await expect(test.database.pool.query(sql)).rejects.toThrow("append-only");
    }
  });

  it("stays whole when many write at the same time", async () => {
    const writes = Array.from({ length: 20 }, (_, at) =>
      write(test.ctx, { action: "test.race", subject: String(at) }, async () => at),
    );
    await Promise.all(writes);
    expect(await verifyAudit(test.services)).toMatchObject({ isIntact: true, entries: ENTRIES + 20 });
  });

  it("a failed write leaves no entry", async () => {
    const failing = write(test.ctx, { action: "test.fail", subject: "x" }, async () => {
      throw new Error("on purpose");
    });
    await expect(failing).rejects.toThrow("on purpose");
    expect(await verifyAudit(test.services)).toMatchObject({ isIntact: true, entries: ENTRIES });
  });
});

function rehashed(): string {
  return `UPDATE audit_log SET actor = 'someone else' WHERE seq = 3;
    UPDATE audit_log SET hash = audit_hash(seq, at, actor, action, subject, details, previous_hash) WHERE seq = 3`;
}

describe("the list", () => {
  it("goes back page by page without a gap", async () => {
    const first = await listAudit(test.ctx, { limit: 2 });
    const second = await listAudit(test.ctx, { limit: 2, cursor: first.nextCursor });
    const third = await listAudit(test.ctx, { limit: 2, cursor: second.nextCursor });
    const seqs = [first, second, third].map((page) => page.entries.map((entry) => entry.seq));
    expect(seqs).toEqual([["5", "4"], ["3", "2"], ["1"]]);
    expect(third.nextCursor).toBeNull();
  });

  it("searches who, what and to whom, and takes % and _ as letters", async () => {
    expect((await listAudit(test.ctx, { limit: 10, search: "SUBJECT 3" })).entries).toHaveLength(1);
    expect((await listAudit(test.ctx, { limit: 10, search: "%" })).entries).toHaveLength(0);
  });
});
