/** Every procedure and REST call, with each of its fields awkward in turn: a refusal in words or an answer, never a failure. */
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { restRoutes } from "#server/rest/routes";
import { appRouter } from "#server/rpc/router";
import { awkwardInputs } from "#server/testing/awkward-inputs";
import { createTestApp, type TestApp } from "#server/testing/create-test-app";
import { KNOWN_MODEL, openKnown } from "#server/testing/known-input";

let test: TestApp;
let key: string;
let known: Awaited<ReturnType<typeof openKnown>>;
beforeAll(async () => {
  test = await createTestApp({ LITELLM_CATALOG_URL: "file:///no/such/catalogue.json" });
  key = (await test.keyWith("ingest", "read", "admin")).authorization;
  known = await openKnown(test, key);
  const event = { requestId: "booked", model: KNOWN_MODEL, promptTokens: 100, team: "team", tags: ["a tag"] };
  const payload = { events: [event] };
  await test.app.inject({ method: "POST", url: "/api/usage", headers: { authorization: key }, payload });
});
afterAll(() => test.close());

type Request = InjectOptions & Readonly<{ url: string }>;
type Send = (input: unknown) => Request;

const asJson = (input: unknown) => ({
  headers: { "content-type": "application/json" },
  payload: JSON.stringify(input),
});

const byProcedure =
  (path: string, type: string): Send =>
  (input) =>
    type === "mutation"
      ? { method: "POST", url: `/trpc/${path}`, ...asJson(input) }
      : { url: `/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}` };

const urlOf = ({ path }: Route) => path.replace(":model", KNOWN_MODEL);

const byBody =
  (route: Route): Send =>
  (input) => ({ method: route.method, url: urlOf(route), ...asJson(input) });

const byQuery =
  (route: Route): Send =>
  (input) => {
    const texts = Object.entries(input ?? {}).map(([name, value]): [string, string] => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    return { method: route.method, url: `${urlOf(route)}?${new URLSearchParams(texts).toString()}` };
  };

type Route = (typeof restRoutes)[number];
type Call = readonly [name: string, schema: unknown, send: Send];

type Definition = Readonly<{ _def: Readonly<{ type: string; inputs: readonly unknown[] }> }>;

/** The sample world runs as a job beside the calls. */
const procedures = Object.entries(appRouter._def.procedures)
  .filter(([path]) => !path.startsWith("sampleWorld"))
  .flatMap(([path, procedure]): readonly Call[] => {
    const { type, inputs } = (procedure as unknown as Definition)._def;
    return inputs[0] === undefined ? [] : [[path, inputs[0], byProcedure(path, type)]];
  });

const routes = restRoutes.flatMap((route): readonly Call[] => [
  ...(route.body ? [[`${route.method} ${route.path}`, route.body, byBody(route)] as const] : []),
  ...(route.query && !route.rawBody ? [[`${route.method} ${route.path}?`, route.query, byQuery(route)] as const] : []),
]);

describe.each([
  ["procedures", procedures],
  ["REST calls", routes],
])("%s", (_kind, calls) => {
  it.each(calls)("%s", async (_name, schema, send) => {
    const failures: string[] = [];
    for (const [at, { field, input }] of awkwardInputs(schema as z.ZodType, await known.next()).entries()) {
      const { headers, ...request } = send(input);
      const who = { authorization: key, "if-match": '"1"' };
      // Each address may ask so often only.
      const remoteAddress = `10.0.0.${at % 250}`;
      const answer = await test.app.inject({ ...request, headers: { ...headers, ...who }, remoteAddress });
      if (answer.statusCode >= 500) failures.push(`${field}: ${JSON.stringify(input).slice(0, 200)}`);
      expect(answer.statusCode).not.toBe(429);
    }
    expect(failures).toEqual([]);
  });
});
