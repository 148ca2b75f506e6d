/** Every procedure, REST call and sign-in call, with the database taken away at each of its queries: "try again", and then it works. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { restRoutes } from "#server/rest/routes";
import { appRouter } from "#server/rpc/router";
import { createTestApp, PASSWORD, type TestApp } from "#server/testing/create-test-app";
import { loseConnections, type LosingConnections } from "#server/testing/lose-connections";
import { KNOWN_MODEL as MODEL, openKnown } from "#server/testing/known-input";
import { sampleInput } from "#server/testing/sample-input";
import { openTerminator, type Terminator } from "#server/testing/terminate-backends";

/** How many queries of a call are met: before one the connection breaks unseen, at one under its hands. */
const MOST_QUERIES = { before: 8, at: 2 } as const;
const EMAIL = "admin-of-the-test@example.org";

type Call = Readonly<{
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  headers?: Readonly<Record<string, string>>;
  payload?: unknown;
}>;

let test: TestApp;
let losing: LosingConnections;
let terminator: Terminator;
let cookie: string;
let key: string;
let known: Awaited<ReturnType<typeof openKnown>>;

beforeAll(async () => {
  test = await createTestApp({ LITELLM_CATALOG_URL: "file:///no/such/catalogue.json" });
  ({ cookie } = await test.signedIn("admin", EMAIL));
  key = (await test.keyWith("ingest", "read", "admin")).authorization;
  known = await openKnown(test, key);
  terminator = await openTerminator(test.database.url);
  losing = loseConnections(test.database.pool, terminator);
  await losing.loseAll();
});
afterAll(async () => {
  await terminator.close();
  await test.close();
});

const inputOf = async (schema: unknown) => sampleInput(schema as z.ZodType, await known.next());

async function callOfProcedure(path: string, { type, inputs: [schema] }: Procedure): Promise<Call> {
  const input = schema === undefined ? undefined : await inputOf(schema);
  if (type === "mutation") return { method: "POST", url: `/trpc/${path}`, headers: { cookie }, payload: input ?? {} };
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return { method: "GET", url: `/trpc/${path}${query}`, headers: { cookie } };
}

async function callOfRoute(route: (typeof restRoutes)[number]): Promise<Call> {
  const { version, requestId } = await known.next();
  const etag = `"${String(version)}"`;
  const url = route.path.replace(":model", MODEL);
  const headers = { authorization: key, "if-match": etag };
  if (route.rawBody) {
    const isText = "text/csv" in route.rawBody;
    const payload = isText ? `model,inputPer1M\n${String(requestId)},1\n` : [{ id: requestId, model: MODEL }];
    return {
      method: route.method,
      url,
      headers: { ...headers, ...(isText && { "content-type": "text/csv" }) },
      payload,
    };
  }
  const query = route.query === undefined ? {} : ((await inputOf(route.query)) as Record<string, string>);
  const payload = route.body === undefined ? undefined : await inputOf(route.body);
  const search = new URLSearchParams(query).toString();
  return {
    method: route.method,
    url: search ? `${url}?${search}` : url,
    headers,
    ...(payload !== undefined && { payload }),
  };
}

type Procedure = Readonly<{ type: string; inputs: readonly unknown[] }>;
const definitionOf = (procedure: unknown): Procedure => (procedure as { _def: Procedure })._def;

/** The sample world runs as a job beside the calls, so it comes last. */
const procedures = Object.entries(appRouter._def.procedures)
  .map(([path, procedure]): [string, () => Promise<Call>] => [
    path,
    () => callOfProcedure(path, definitionOf(procedure)),
  ])
  .toSorted(([one], [other]) => Number(one.startsWith("sampleWorld")) - Number(other.startsWith("sampleWorld")));

const routes = restRoutes.map((route): [string, () => Promise<Call>] => [
  `${route.method} ${route.path}`,
  () => callOfRoute(route),
]);

const signIn: Call = { method: "POST", url: "/api/auth/sign-in/email", payload: { email: EMAIL, password: PASSWORD } };
const others: readonly [string, () => Promise<Call>][] = [
  ["GET /health/ready", async () => ({ method: "GET", url: "/health/ready" })],
  ["GET /health/live", async () => ({ method: "GET", url: "/health/live" })],
  ["POST /api/auth/sign-in/email", async () => signIn],
  ["GET /api/auth/get-session", async () => ({ method: "GET", url: "/api/auth/get-session", headers: { cookie } })],
  [
    "POST /api/auth/sign-out",
    async () => {
      const { cookies } = await test.app.inject(signIn as never);
      const own = cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ");
      return { method: "POST", url: "/api/auth/sign-out", headers: { cookie: own } };
    },
  ],
];

async function answerTo(call: Call) {
  const { statusCode, headers, body } = await test.app.inject(call as never);
  return { status: statusCode, retryAfter: headers["retry-after"], body };
}

/** With the database there: not "try again", and no bug. */
const answersAgain = (callOf: () => Promise<Call>) =>
  expect.poll(async () => (await answerTo(await callOf())).status).toBeLessThan(500);

describe.each([
  ["procedures", procedures],
  ["REST calls", routes],
  ["sign-in and health", others],
])("%s", (_kind, calls) => {
  it.each(calls)("%s", async (_name, callOf) => {
    await answersAgain(callOf);
    for (const moment of ["before", "at"] as const) {
      for (let query = 1; query <= MOST_QUERIES[moment]; query += 1) {
        const call = await callOf();
        losing.loseAt(query, moment);
        const { status, retryAfter, body } = await answerTo(call);
        const isLost = await losing.isLost();
        expect(status === 503 || status < 500, `query ${query}, ${moment}: ${status} ${body}`).toBe(true);
        if (status === 503) expect(retryAfter).toBeDefined();
        if (!isLost) break;
      }
    }
    await losing.loseAll();
    await answersAgain(callOf);
  });
});
