import { once } from "node:events";
import { createServer } from "node:net";
import { fieldProblem } from "@ratecard/contract";
import { migrate, MigrationProblem } from "@ratecard/prisma";
import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import { EnvProblem } from "#server/services/env";
import { sayListenProblem, shownAddress, startSentence, untilDatabaseAnswers } from "./server-process";

const gone = Object.assign(new Error("x"), { code: "57P01" });
const failing = (...errors: Error[]) => {
  const left = [...errors];
  return async () => {
    const error = left.shift();
    if (error) throw error;
    return "done";
  };
};

it("tries again while the database is away, and only then", async () => {
  expect(await untilDatabaseAnswers(() => false, failing(gone, gone))).toBe("done");
  await expect(untilDatabaseAnswers(() => false, failing(new Error("a bug")))).rejects.toThrow("a bug");
  await expect(untilDatabaseAnswers(() => true, failing(gone))).rejects.toThrow(gone);
});

const caught = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

/** A port that is taken as long as the test holds it. */
async function takenPort() {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { port: address.port, free: () => server.close() };
}

describe("a start that cannot listen", () => {
  it("names a port that is in use, and the way out", async () => {
    const { port, free } = await takenPort();
    const place = { PORT: port, HOST: "127.0.0.1" };
    const listening = Fastify()
      .listen({ port, host: place.HOST })
      .catch((error: unknown) => sayListenProblem(error, place));
    const sentence = startSentence(await caught(listening));
    free();
    expect(sentence).toBe(
      `PORT: ${port} on 127.0.0.1 is in use by another program. Stop it, or set PORT to a free one (PORT=0 picks one).`,
    );
  });

  it("names a host that is not of this machine", async () => {
    const place = { PORT: 0, HOST: "203.0.113.7" };
    const listening = Fastify()
      .listen({ port: 0, host: place.HOST })
      .catch((error: unknown) => sayListenProblem(error, place));
    expect(startSentence(await caught(listening))).toBe("HOST: 203.0.113.7 is not an address of this machine.");
  });
});

describe("a start without a database", () => {
  it("says that it does not answer", async () => {
    const { port, free } = await takenPort();
    free();
    const error = await caught(migrate(`postgresql://nobody:secret-word@127.0.0.1:${port}/none`));
    expect(startSentence(error)).toMatch(/^DATABASE_URL: the database does not answer .*Check host, port/);
    expect(startSentence(error)).not.toContain("secret-word");
  });
});

it("foreseen problems are their sentence, bugs keep their stack", () => {
  expect(startSentence(new EnvProblem([{ ...fieldProblem("PORT", "repeats"), problem: "no." }]))).toBe("PORT: no.");
  expect(startSentence(new MigrationProblem("The database is newer."))).toBe("The database is newer.");
  expect(startSentence(new TypeError("x is undefined"))).toContain("server-process.test");
});

it.each([
  ["http://127.0.0.1:3000", "http://localhost:3000"],
  ["http://0.0.0.0:3000", "http://localhost:3000"],
  ["http://[::]:8080", "http://localhost:8080"],
  ["http://[::1]:8080", "http://localhost:8080"],
  ["http://192.168.1.7:3000", "http://192.168.1.7:3000"],
])("%s is opened as %s", (listening, shown) => {
  expect(shownAddress(listening)).toBe(shown);
});
