import { expect, it } from "vitest";
import { z } from "zod";
import { defineRoute } from "./define-route";
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
