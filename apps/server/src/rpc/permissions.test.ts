/**
 * Who may do what: every procedure and REST call for every role and scope, tried for real and compared with
 * permissions.golden.txt. A new one fails until its line is there: `vitest run -u` writes it, a reviewer reads it.
 */
import { ROLES, SCOPES } from "@ratecard/contract";
import { TRPCError } from "@trpc/server";
import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Actor, Context } from "#server/services/context";
import { answerErrors } from "#server/errors/answer-errors";
import { PER_MINUTE } from "#server/rest/limit-requests";
import { registerRoutes } from "#server/rest/register-routes";
import { restRoutes } from "#server/rest/routes";
import { appRouter } from "./router";
import { createCallerFactory } from "./trpc";

const ACTORS: ReadonlyMap<string, Actor | null> = new Map<string, Actor | null>([
  ["nobody", null],
  ...ROLES.map((role): [string, Actor] => [
    role,
    { kind: "person", id: role, label: role, name: role, email: `${role}@example.org`, role },
  ]),
  ...SCOPES.map((scope): [string, Actor] => [
    `key:${scope}`,
    { kind: "program", id: scope, label: scope, name: scope, scopes: [scope] },
  ]),
]);

class Reached extends Error {}

/** Services that do nothing: whatever touches one was let in. */
const unusable = new Proxy(
  {},
  {
    get: () => {
      throw new Reached();
    },
  },
);

const contextFor = (actor: Actor | null): Context =>
  new Proxy({ actor, requestId: "test" } as Context, {
    get: (target, name) => (name in target ? Reflect.get(target, name) : unusable),
  });

const isRefusal = (error: unknown) =>
  error instanceof TRPCError && (error.code === "UNAUTHORIZED" || error.code === "FORBIDDEN");

async function whoMay(isLetIn: (actor: Actor | null) => Promise<boolean>): Promise<string> {
  const names: string[] = [];
  for (const [name, actor] of ACTORS) if (await isLetIn(actor)) names.push(name);
  return names.join(" ");
}

async function procedureLines(): Promise<string[]> {
  const callerOf = createCallerFactory(appRouter);
  const paths = Object.keys(appRouter._def.procedures).sort();
  return Promise.all(
    paths.map(async (path) => {
      const may = await whoMay(async (actor) => {
        const procedure = path
          .split(".")
          .reduce<unknown>((branch, name) => Reflect.get(Object(branch), name), callerOf(contextFor(actor)));
        if (typeof procedure !== "function") throw new Error(`${path} is no procedure`);
        return Promise.resolve(procedure(undefined)).then(
          () => true,
          (error: unknown) => !isRefusal(error),
        );
      });
      return `${path.padEnd(36)} ${may}`;
    }),
  );
}

async function routeLines(): Promise<string[]> {
  const byCall = new Map<string, string>();
  for (const [name, actor] of ACTORS) {
    const app = Fastify();
    answerErrors(app);
    await app.register(async (scope) => registerRoutes(scope, restRoutes, async () => contextFor(actor)));
    for (const { method, path } of restRoutes) {
      const answer = await app.inject({ method, url: path.replaceAll(/:\w+/g, "x") });
      const call = `${method} ${path}`;
      if (![401, 403].includes(answer.statusCode)) byCall.set(call, `${byCall.get(call) ?? ""} ${name}`);
      else byCall.set(call, byCall.get(call) ?? "");
    }
    await app.close();
  }
  return [...byCall].map(([call, may]) => `${call.padEnd(36)}${may}`).sort();
}

describe("permissions", () => {
  it("are as the golden matrix says, for every procedure, call, role and scope", async () => {
    const table = [
      "# Who may call what. Written by permissions.test.ts.",
      "",
      ...(await procedureLines()),
      "",
      ...(await routeLines()),
      "",
    ];
    await expect(table.join("\n")).toMatchFileSnapshot("./permissions.golden.txt");
  });

  it("every procedure that is open to nobody-in-particular says so on purpose", () => {
    const open = Object.entries<unknown>(appRouter._def.procedures)
      .filter(([, procedure]) => permissionOf(procedure) === "open")
      .map(([path]) => path);
    expect(open.sort()).toEqual(["access.me", "access.setup", "access.setupState"]);
  });

  it("intake has a far higher limit than everything else", () => {
    expect(PER_MINUTE.ingest).toBeGreaterThan(PER_MINUTE.api * 10);
  });
});

const Declared = z.object({ meta: z.object({ permission: z.string() }) });

/** A procedure is a function with its declaration on it. */
const permissionOf = (procedure: unknown) => Declared.parse(Reflect.get(Object(procedure), "_def")).meta.permission;
