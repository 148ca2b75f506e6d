/**
 * Inputs of discovery: servers, the import wizard, custom names, batches.
 * Units   `terms` are prices as @ratecard/pricing writes them: decimal text, USD per 1,000,000 tokens and USD per request.
 * Errors  shapes are refused here; what a price, an address or a name means is checked by the server, with a sentence a field.
 */
import { z } from "zod";
import { PlainName } from "./access";
import { Name } from "./name";
import { zodMessage } from "./problems/zod-problems";

/** What a listing can be read from; @ratecard/discovery reads each. */
export const SERVER_KINDS = ["litellm", "openai-compatible", "openrouter", "anthropic", "gemini", "ollama"] as const;
export type ServerKind = (typeof SERVER_KINDS)[number];

export const MOST_IMPORT_ROWS = 20_000;
const LONGEST_KEY = 4096;
const MOST_SERVERS = 500;

const Id = z.uuid(zodMessage("not-an-id", {}));
const Kind = z.enum(SERVER_KINDS, zodMessage("not-one-of", { options: SERVER_KINDS }));
const BaseUrl = z
  .string(zodMessage("wrong-type", { expected: "text" }))
  .trim()
  .min(1, zodMessage("no-address"));

/** Write-only: no answer ever carries it. */
const ApiKey = z
  .string(zodMessage("wrong-type", { expected: "text" }))
  .trim()
  .min(1, zodMessage("no-key"))
  .max(LONGEST_KEY, zodMessage("too-long", { most: LONGEST_KEY }))
  .regex(/^[\x21-\x7e]+$/, zodMessage("not-a-key"));

export const CreateServer = z.strictObject({
  name: PlainName,
  kind: Kind,
  baseUrl: BaseUrl,
  apiKey: ApiKey.optional(),
  isActive: z.boolean().default(true),
});
export type CreateServer = z.output<typeof CreateServer>;

/** Fields left out stay as they are; `apiKey: null` forgets the key. Another origin forgets it too. */
export const UpdateServer = z.strictObject({
  id: Id,
  name: PlainName.optional(),
  kind: Kind.optional(),
  baseUrl: BaseUrl.optional(),
  apiKey: ApiKey.nullish(),
  isActive: z.boolean().optional(),
  supportedModels: z
    .array(Name)
    .max(MOST_IMPORT_ROWS, zodMessage("too-many", { most: MOST_IMPORT_ROWS, of: "models" }))
    .optional(),
});
export type UpdateServer = z.output<typeof UpdateServer>;

export const OneServer = z.strictObject({ id: Id });
export type OneServer = z.output<typeof OneServer>;

/** What a form holds before it is saved. Without a key, the stored one of `id` is used when the origin is still its own. */
export const TryServer = z.strictObject({ id: Id.optional(), kind: Kind, baseUrl: BaseUrl, apiKey: ApiKey.optional() });
export type TryServer = z.output<typeof TryServer>;

export const DiscoverModels = z.strictObject({
  serverIds: z
    .array(Id)
    .min(1, zodMessage("empty-list", { of: "server" }))
    .max(MOST_SERVERS, zodMessage("too-many", { most: MOST_SERVERS, of: "servers" })),
});
export type DiscoverModels = z.output<typeof DiscoverModels>;

export const MOST_SCHEDULE_HOURS = 8760;
const NOT_HOURS = zodMessage("not-in-range", { least: 1, most: MOST_SCHEDULE_HOURS, of: "hours" });

/** null: servers are asked only when somebody does. */
export const SetDiscoverySchedule = z.strictObject({
  everyHours: z.int(NOT_HOURS).min(1, NOT_HOURS).max(MOST_SCHEDULE_HOURS, NOT_HOURS).nullable(),
});
export type SetDiscoverySchedule = z.output<typeof SetDiscoverySchedule>;

/** Without `serverIds`: all active servers. */
export const ReviewModels = z.strictObject({ serverIds: z.array(Id).max(MOST_SERVERS).optional() });
export type ReviewModels = z.output<typeof ReviewModels>;

/** Newest first; `cursor` is the last batch seen. `direction` is what tRPC's client adds to pages. */
export const ListBatches = z.strictObject({
  cursor: Id.nullish(),
  direction: z.enum(["forward", "backward"]).optional(),
  limit: z.int().min(1).max(200).default(50),
});
export type ListBatches = z.output<typeof ListBatches>;

export const OneBatch = z.strictObject({ id: Id });
export type OneBatch = z.output<typeof OneBatch>;

export const CreateCustomName = z.strictObject({
  customName: Name,
  serverId: Id,
  actualModel: Name,
  provider: Name.nullish(),
});
export type CreateCustomName = z.output<typeof CreateCustomName>;

export const UpdateCustomName = z.strictObject({
  id: Id,
  actualModel: Name.optional(),
  provider: Name.nullish(),
  isActive: z.boolean().optional(),
});
export type UpdateCustomName = z.output<typeof UpdateCustomName>;

export const OneCustomName = z.strictObject({ id: Id });
export type OneCustomName = z.output<typeof OneCustomName>;
