/** The sample world goes through the real intake; here, above both features, it is given it. */
import type { SampleWorldParts } from "#server/features/sample-world/sample-world";
import { countGatewayUsage, removeGatewayUsage } from "#server/features/usage/remove-gateway-usage";
import { ingestEvents } from "#server/features/usage/take-usage";

export const sampleWorldParts: SampleWorldParts = { ingestEvents, removeGatewayUsage, countGatewayUsage };
