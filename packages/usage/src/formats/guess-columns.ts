/** What the columns of a file nobody knows may be taken as, by their names; a person looks at it before anything is booked. */
import { USAGE_FIELDS, type UsageColumns, type UsageField } from "@ratecard/contract";

/** Names seen in exports of gateways and observability tools, without their separators and capitals. */
const NAMES: Partial<Record<UsageField, string>> = {
  requestId: "id requestid callid generationid traceid logid",
  model: "model modelname modelid requestedmodel modelgroup",
  servedModel: "servedmodel responsemodel modelversion",
  provider: "provider customllmprovider providername vendor",
  occurredAt: "occurredat time timestamp date datetime starttime createdat requesttime",
  promptTokens: "prompttokens inputtokens tokensprompt tokensin promptcount requesttokens",
  completionTokens: "completiontokens outputtokens tokenscompletion tokensout responsetokens",
  cacheReadTokens: "cachereadtokens cachedtokens cachereadinputtokens inputcachedtokens promptcachedtokens",
  cacheWriteTokens: "cachewritetokens cachecreationtokens cachecreationinputtokens",
  reasoningTokens: "reasoningtokens tokensreasoning thinkingtokens",
  user: "user userid enduser username useremail customer",
  team: "team teamid teamname project projectid workspace",
  apiKeyAlias: "apikeyalias apikey apikeyname keyname apikeyid",
  tags: "tags requesttags labels",
  latencyMs: "latencyms durationms responsetimems",
  statusCode: "statuscode httpstatus status",
  reportedCostUsd: "reportedcostusd cost costusd spend totalcost usage price amount",
  endpoint: "endpoint calltype route path",
};

const FIELD_OF_NAME: ReadonlyMap<string, UsageField> = new Map([
  ...Object.entries(NAMES).flatMap(([field, names]) =>
    names.split(" ").map((name) => [name, field as UsageField] as const),
  ),
  ...USAGE_FIELDS.map((field) => [bare(field), field] as const),
]);

/** Each field at most once: the first column that has such a name. */
export function guessColumns(names: readonly string[]): UsageColumns {
  const taken = new Set<UsageField>();
  return Object.fromEntries(
    names.map((name) => {
      const field = FIELD_OF_NAME.get(bare(name));
      if (field === undefined || taken.has(field)) return [name, null];
      taken.add(field);
      return [name, field];
    }),
  );
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
