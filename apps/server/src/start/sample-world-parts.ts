/** The sample world goes through the real intake; here, above both features, it is given it. */
import type { SampleWorldParts } from "#server/features/sample-world/find-sample-world";
import { ingestEvents } from "#server/features/usage/ingest-events";
import { countGatewayUsage, removeGatewayUsage } from "#server/features/usage/remove-gateway-usage";

export const sampleWorldParts: SampleWorldParts = { ingestEvents, removeGatewayUsage, countGatewayUsage };
