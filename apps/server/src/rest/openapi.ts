/** The OpenAPI 3.1 document, generated from the routes' own zod schemas. */
import { z } from "zod";
import type { RestRoute } from "./define-route";

const toJsonSchema = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: "input", unrepresentable: "any", target: "draft-2020-12" });

const ERROR = {
  description: "Refused: a code, a sentence, and details that name the field.",
  content: {
    "application/json": {
      schema: toJsonSchema(
        z.object({ error: z.object({ code: z.string(), message: z.string(), details: z.unknown() }) }),
      ),
    },
  },
};

export function openApiDocument(routes: readonly RestRoute[], version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Ratecard",
      version,
      description: "Price book and cost desk of an AI gateway. Money is USD in decimal strings.",
    },
    paths,
    components: { securitySchemes: { apiKey: { type: "http", scheme: "bearer" } } },
    security: [{ apiKey: [] }],
  };
}

function operationOf(route: RestRoute) {
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replaceAll(/[^a-zA-Z0-9]+(\w?)/g, (_all, next: string) => next.toUpperCase())}`,
    summary: route.summary,
    description: `Needs the right \`${route.permission}\`.`,
    parameters: [...parametersOf("path", route.params), ...parametersOf("query", route.query)],
    ...requestBodyOf(route),
    responses: {
      "200": { description: "Done.", content: { [route.produces ?? "application/json"]: {} } },
      "4XX": ERROR,
    },
  };
}

/** A schema that takes nothing as well says that the body may be left out. */
function requestBodyOf({ body, rawBody }: RestRoute) {
  const forms = rawBody ?? (body && { "application/json": body });
  if (!forms) return {};
  const required = Object.values(forms).every((schema) => !schema.safeParse(undefined).success);
  const content = Object.entries(forms).map(([type, schema]) => [type, { schema: toJsonSchema(schema) }]);
  return { requestBody: { required, content: Object.fromEntries(content) } };
}

function parametersOf(where: "path" | "query", schema: z.ZodType | undefined) {
  if (!schema) return [];
  const { properties = {}, required = [] } = toJsonSchema(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema: property,
  }));
}
