import { PRICE_COLUMNS } from "@ratecard/contract";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineRoute, type RestRoute } from "./define-route";
import { openApiDocument } from "./openapi";
import { restRoutes } from "./routes";

it("describes a call by its own schemas", () => {
  const route = defineRoute({
    method: "PUT",
    path: "/api/prices/:model",
    permission: "price-book:write",
    summary: "Sets a price.",
    params: z.strictObject({ model: z.string() }),
    query: z.strictObject({ dryRun: z.enum(["true", "false"]).optional() }),
    body: z.strictObject({ perRequest: z.string() }),
    handle: async () => ({}),
  });
  const operation = openApiDocument([route], "1").paths["/api/prices/{model}"]?.put;
  expect(operation).toMatchObject({
    operationId: "putApiPricesModel",
    description: "Needs the right `price-book:write`.",
    parameters: [
      { name: "model", in: "path", required: true },
      { name: "dryRun", in: "query", required: false, schema: { enum: ["true", "false"] } },
    ],
    requestBody: { content: { "application/json": { schema: { required: ["perRequest"] } } } },
  });
});

it("covers every call there is, each under an id of its own", () => {
  const { paths } = openApiDocument(restRoutes, "1");
  const ids = Object.values(paths).flatMap((path) =>
    Object.values(path).map((operation) => Reflect.get(Object(operation), "operationId")),
  );
  expect(ids).toHaveLength(restRoutes.length);
  expect(new Set(ids).size).toBe(ids.length);
});

describe("the bodies", () => {
  const Described = z.looseObject({
    requestBody: z.object({
      required: z.boolean(),
      content: z.record(z.string(), z.object({ schema: z.looseObject({}) })),
    }),
  });

  function bodyOf(route: RestRoute | undefined) {
    if (!route) throw new Error("no such route");
    const [operation] = Object.values(openApiDocument([route], "1").paths).flatMap((path) => Object.values(path));
    const read = Described.safeParse(operation);
    return read.success ? read.data.requestBody : null;
  }
  const bodyOfCall = (method: string, path: string) =>
    bodyOf(restRoutes.find((route) => route.method === method && route.path === path));

  /** A body that is taken and not described, or described as anything at all. */
  const isUndescribed = (route: RestRoute): boolean => {
    const forms = Object.values(bodyOf(route)?.content ?? {});
    return forms.length === 0 || forms.some(({ schema }) => !("type" in schema || "anyOf" in schema));
  };

  it("stand with every call that may have one", () => {
    const taking = restRoutes.filter(({ method }) => method === "POST" || method === "PUT" || method === "PATCH");
    expect(taking.length).toBeGreaterThan(10);
    expect(taking.filter(isUndescribed).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it.each<[what: string, more: Pick<RestRoute, "body" | "rawBody">]>([
    ["nothing", {}],
    ["anything", { body: z.unknown() }],
    ["one form of two", { rawBody: { "application/json": z.array(z.string()), "text/csv": z.any() } }],
  ])("and are missed when a route says %s of them", (_, more) => {
    const route: RestRoute = {
      method: "POST",
      path: "/api/x",
      permission: "price-book:write",
      summary: "x",
      handle: async () => ({}),
      ...more,
    };
    expect(isUndescribed(route)).toBe(true);
  });

  const LIST_ITEM = z.object({ properties: z.record(z.string(), z.unknown()), required: z.array(z.string()) });

  it("of an import are a list of prices, another program's object, or a file with the columns an export has", () => {
    const body = bodyOfCall("POST", "/api/prices/import");
    expect(body?.required).toBe(true);
    const { anyOf } = z
      .object({ anyOf: z.tuple([z.object({ items: LIST_ITEM }), z.object({ type: z.literal("object") })]) })
      .parse(body?.content["application/json"]?.schema);
    const [{ items }] = anyOf;
    expect(Object.keys(items.properties).sort()).toEqual([...PRICE_COLUMNS].sort());
    expect(items.required).toEqual(["model"]);
    const csv = body?.content["text/csv"]?.schema;
    expect(csv).toMatchObject({ type: "string", description: expect.stringContaining(PRICE_COLUMNS.join(", ")) });
  });

  it("of the intake are events, or LiteLLM's payloads in each form it sends them", () => {
    expect(bodyOfCall("POST", "/api/usage")).toMatchObject({
      required: true,
      content: {
        "application/json": { schema: { properties: { events: { items: { required: ["requestId", "model"] } } } } },
      },
    });
    expect(bodyOfCall("POST", "/api/usage/litellm")).toMatchObject({
      required: true,
      content: {
        "application/json": {
          schema: { anyOf: [{ items: { properties: { id: {}, metadata: {} } } }, { properties: { id: {} } }] },
        },
        "application/x-ndjson": { schema: { type: "string" } },
      },
    });
  });

  it("of traces are those of OTLP, in both of its encodings", () => {
    expect(bodyOfCall("POST", "/v1/traces")).toMatchObject({
      required: true,
      content: {
        "application/json": { schema: { properties: { resourceSpans: { type: "array" } } } },
        "application/x-protobuf": { schema: { type: "string", format: "binary" } },
      },
    });
  });

  it("of the intake may be tried first, at both doors", () => {
    for (const path of ["/api/usage", "/api/usage/litellm"]) {
      expect(openApiDocument(restRoutes, "1").paths[path]?.post).toMatchObject({
        parameters: [{ name: "dryRun", in: "query", required: false, schema: { enum: ["true", "false"] } }],
      });
    }
  });

  it("may be left out where nothing needs to be said", () => {
    expect(bodyOfCall("POST", "/api/catalog/refresh")).toMatchObject({ required: false });
    expect(bodyOfCall("POST", "/api/price-changes")).toMatchObject({ required: true });
    expect(bodyOfCall("PUT", "/api/prices/:model")).toMatchObject({ required: true });
  });
});
