import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DomainError } from "#server/errors/domain-error";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { loseConnections, type LosingConnections } from "#server/testing/lose-connections";
import { openTerminator, type Terminator } from "#server/testing/terminate-backends";
import { createJobRunner } from "./create-job-runner";
import type { JobHandle, JobRunner } from "./job-runner";

let test: TestContext;
let jobs: JobRunner;

beforeAll(async () => {
  test = await createTestContext();
  ({ jobs } = test.services);
});
afterAll(async () => test.close());

const stateOf = async (id: string) => (await jobs.find(id))?.state;

/** A job that waits until it is told to go on. */
function held() {
  let release = () => undefined as void;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { gate, release: () => release() };
}

describe("a job", () => {
  it("runs in the background, reports, and keeps its result", async () => {
    const { gate, release } = held();
    const job = await jobs.start("test.report", test.ctx.actor, { rows: 2 }, async ({ report }) => {
      await report({ done: 1, total: 2, label: "Half" });
      await gate;
      await report({ done: 2, total: 2, label: "All" });
      return { rows: 2 };
    });
    expect(job).toMatchObject({ state: "running", createdBy: "admin@example.com", result: null });
    await expect.poll(async () => (await jobs.find(job.id))?.progress?.label).toBe("Half");
    release();
    await expect.poll(() => stateOf(job.id)).toBe("done");
    expect(await jobs.latest("test.report")).toMatchObject({
      id: job.id,
      progress: { done: 2, total: 2, label: "All" },
      result: { rows: 2 },
      errorMessage: null,
    });
  });

  it("is the only one of its kind, also when two start at the same time", async () => {
    const { gate, release } = held();
    const work = async () => {
      await gate;
      return {};
    };
    const both = await Promise.allSettled([1, 2].map(() => jobs.start("test.single", test.ctx.actor, {}, work)));
    const refused = both.find((one) => one.status === "rejected");
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(refused?.reason).toMatchObject({ code: "JOB_RUNNING", details: { kind: "test.single" } });
    release();
    await expect.poll(async () => (await jobs.latest("test.single"))?.state).toBe("done");
    await jobs.start("test.single", test.ctx.actor, {}, async () => ({}));
  });

  it("that fails says why: the sentence of a foreseen error, an id for a bug", async () => {
    const foreseen = await jobs.start("test.fails", test.ctx.actor, {}, async () => {
      throw new DomainError("NOT_FOUND", { what: "server", name: "x" });
    });
    await expect.poll(() => stateOf(foreseen.id)).toBe("failed");
    expect((await jobs.find(foreseen.id))?.errorMessage).toContain('There is no server "x".');

    const bug = await jobs.start("test.fails", test.ctx.actor, {}, async () => {
      throw new Error("secret detail");
    });
    await expect.poll(() => stateOf(bug.id)).toBe("failed");
    expect((await jobs.find(bug.id))?.errorMessage).toMatch(new RegExp(`under job ${bug.id}`));
  });

  const untilCancelled = async ({ isCancelled, report }: JobHandle) => {
    while (!isCancelled()) {
      await report({ done: 0, total: null, label: "Waiting" });
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { stopped: true };
  };

  it("is cancelled between its chunks, here and from another server", async () => {
    const here = await jobs.start("test.cancel", test.ctx.actor, {}, untilCancelled);
    await jobs.cancel(here.id);
    await expect.poll(() => stateOf(here.id)).toBe("cancelled");

    const otherServer = createJobRunner(test.services);
    const there = await jobs.start("test.cancel", test.ctx.actor, {}, untilCancelled);
    await otherServer.cancel(there.id);
    await expect.poll(() => stateOf(there.id)).toBe("cancelled");
  });

  it("that is over cannot be cancelled, an unknown one neither", async () => {
    const job = await jobs.start("test.over", test.ctx.actor, {}, async () => ({}));
    await expect.poll(() => stateOf(job.id)).toBe("done");
    for (const id of [job.id, crypto.randomUUID(), "no id"]) {
      await expect(jobs.cancel(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  it("of a killed server reads as failed, is marked so, and can be started again", async () => {
    const { rows } = await test.database.pool.query<{ id: string }>(
      `INSERT INTO jobs (kind, created_by, heartbeat_at) VALUES ('test.dead', 'x', now() - interval '16 seconds') RETURNING id`,
    );
    const dead = rows[0]?.id ?? "";
    expect(await jobs.find(dead)).toMatchObject({ state: "failed", errorMessage: expect.stringContaining("stopped") });
    const again = await jobs.start("test.dead", test.ctx.actor, {}, async () => ({}));
    await expect.poll(() => stateOf(again.id)).toBe("done");

    await test.database.pool.query("UPDATE jobs SET state = 'running', finished_at = NULL WHERE id = $1", [dead]);
    expect(await jobs.recover()).toBe(1);
  });

  it("is asked to stop, and waited for, when the server stops", async () => {
    const runner = createJobRunner(test.services);
    const job = await runner.start("test.drain", test.ctx.actor, {}, untilCancelled);
    await runner.drain();
    expect(await stateOf(job.id)).toBe("cancelled");
  });
});

describe("a job whose database goes away", () => {
  let terminator: Terminator;
  let losing: LosingConnections;

  beforeAll(async () => {
    terminator = await openTerminator(test.database.url);
    losing = loseConnections(test.database.pool, terminator);
    await losing.loseAll();
  });
  afterAll(() => terminator.close());

  it("at its end keeps its result", async () => {
    const job = await jobs.start("test.end", test.ctx.actor, {}, async () => {
      losing.loseAt(1, "before");
      return { rows: 3 };
    });
    await expect.poll(() => stateOf(job.id).catch(() => null)).toBe("done");
    expect(await losing.isLost()).toBe(true);
    expect(await jobs.find(job.id)).toMatchObject({ result: { rows: 3 } });
  });

  it("while it reports goes on", async () => {
    const job = await jobs.start("test.reports", test.ctx.actor, {}, async ({ report }) => {
      losing.loseAt(1, "before");
      await report({ done: 1, total: 2, label: "Half" });
      return { rows: 2 };
    });
    await expect.poll(() => stateOf(job.id).catch(() => null)).toBe("done");
    expect(await losing.isLost()).toBe(true);
  });

  it("under its work says so, not that there is a bug", async () => {
    const job = await jobs.start("test.work", test.ctx.actor, {}, async () => {
      losing.loseAt(1, "before");
      await test.services.db.prisma.user.count();
      return {};
    });
    await expect.poll(() => stateOf(job.id).catch(() => null)).toBe("failed");
    expect((await jobs.find(job.id))?.errorMessage).toContain("Try again");
  });
});
