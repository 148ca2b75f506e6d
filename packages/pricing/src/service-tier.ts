/** Which suffix keys of a price a request uses. Source: LiteLLM serves `fast` at `priority` rates. */
import type { ServiceTier } from "./price-terms";
import type { Usage } from "./usage";

const BY_NAME: ReadonlyMap<string, ServiceTier> = new Map([
  ["flex", "flex"],
  ["balanced", "balanced"],
  ["priority", "priority"],
  ["fast", "priority"],
  ["ultrafast", "ultrafast"],
]);

/** undefined: the standard rates ("default", "auto" and unknown names included). */
export function serviceTierOf(usage: Usage): ServiceTier | undefined {
  if (usage.isBatch) return "batch";
  if (usage.serviceTier === undefined) return undefined;
  return BY_NAME.get(usage.serviceTier.toLowerCase());
}
