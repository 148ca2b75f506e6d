/** The sample world goes through the real intake; here, above both features, it is given it. */
import type { SampleWorldParts } from "#server/features/sample-world/parts";
import { countGatewayUsage } from "#server/features/usage/count-gateway-usage";
import { ingestEvents } from "#server/features/usage/ingest-events";
import { removeGatewayUsage } from "#server/features/usage/remove-gateway-usage";

export const sampleWorldParts: SampleWorldParts = { ingestEvents, removeGatewayUsage, countGatewayUsage };
