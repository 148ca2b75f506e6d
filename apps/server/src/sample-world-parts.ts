/** The sample world goes through the real intake; here, above both features, it is given it. */
import type { SampleWorldParts } from "./features/sample-world/parts";
import { countGatewayUsage } from "./features/usage/count-gateway-usage";
import { ingestEvents } from "./features/usage/ingest-events";
import { removeGatewayUsage } from "./features/usage/remove-gateway-usage";

export const sampleWorldParts: SampleWorldParts = { ingestEvents, removeGatewayUsage, countGatewayUsage };
