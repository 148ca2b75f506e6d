/** A REST call as data: Fastify serves it and the OpenAPI document is generated from the same zod schemas. */
import type { Permission } from "@ratecard/contract";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Refusal } from "#server/errors/answer-errors";
import type { ActingContext } from "#server/services/context";

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export type RestRoute<
  Params extends z.ZodType | undefined = z.ZodType | undefined,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
> = Readonly<{
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Fastify's form, as `/api/prices/:model`. */
  path: string;
  permission: Permission;
  summary: string;
  params?: Params;
  query?: Query;
  body?: Body;
  /** A body that `handle` reads by itself, from the request's text: its forms by media type, for the document alone. */
  rawBody?: Readonly<Record<string, z.ZodType>>;
  /** `handle` reads the body while it arrives, by read-body-chunks.ts; then `rawBody` describes it. */
  isStreamed?: boolean;
  /** `text`: JSON numbers reach the schema as decimal text (LosslessNumber), for prices. Default: plain JSON. */
  numbers?: "plain" | "text";
  /** Bytes; the server's general limit otherwise. */
  bodyLimitBytes?: number;
  /** The answer's media type when it is not JSON. */
  produces?: string;
  /** The body's media types, of a streamed body that may come in others than the usual texts. */
  mediaTypes?: readonly string[];
  /** How a refusal is put, where a protocol has a form of its own. */
  answerRefusal?: (request: FastifyRequest, refusal: Refusal) => Readonly<{ type: string; body: Buffer }>;
  handle: (
    ctx: ActingContext,
    input: { params: Parsed<Params>; query: Parsed<Query>; body: Parsed<Body> },
    http: { request: FastifyRequest; reply: FastifyReply },
  ) => Promise<unknown>;
}>;

/** Keeps the types of one route's schemas while it is written; the list of all routes forgets them. */
export function defineRoute<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(route: RestRoute<Params, Query, Body>): RestRoute {
  return route as unknown as RestRoute;
}
