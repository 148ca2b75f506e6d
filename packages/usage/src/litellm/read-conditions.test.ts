import { expect, it } from "vitest";
import { readConditions } from "./read-conditions";

const read = (payload: object, usage: object = {}) =>
  Object.fromEntries(
    Object.entries(readConditions({ ...payload }, { ...usage })).filter(([, value]) => value !== undefined),
  );
const asked = (service_tier: string) => ({ model_parameters: { service_tier } });
const billed = (service_tier: string | null) => ({ cost_breakdown: { service_tier, total_cost: 0.1 } });

it.each<[string, object, object, object]>([
  ["nothing", {}, {}, {}],
  [
    "the tier served, asked or not",
    { ...asked("flex"), response: { service_tier: "priority" } },
    {},
    { serviceTier: "priority" },
  ],
  ["the tier in the usage", asked("priority"), { service_tier: "standard" }, { serviceTier: "standard" }],
  ["the tier asked for, where nothing else tells", asked("flex"), {}, { serviceTier: "flex" }],
  ["auto is none", { ...asked("auto"), response: { service_tier: "auto" } }, {}, {}],
  [
    "auto served leaves the one asked for",
    { ...asked("flex"), response: { service_tier: "auto" } },
    {},
    { serviceTier: "flex" },
  ],
  ["asked for, and billed without", { ...asked("flex"), ...billed(null) }, {}, { serviceTier: "default" }],
  ["billed by a tier that only LiteLLM saw", billed("priority"), {}, { serviceTier: "priority" }],
  ["billed without, and not asked for", billed(null), {}, {}],
  [
    "not billed at all",
    { ...asked("flex"), cost_breakdown: { service_tier: null, total_cost: 0 } },
    {},
    { serviceTier: "flex" },
  ],
  ["traffic on demand", asked("flex"), { traffic_type: "ON_DEMAND" }, { serviceTier: "default" }],
  ["traffic with priority", {}, { traffic_type: "ON_DEMAND_PRIORITY" }, { serviceTier: "priority" }],
  ["flexible traffic", {}, { trafficType: "ON_DEMAND_FLEX" }, { serviceTier: "flex" }],
  ["provisioned throughput", {}, { traffic_type: "PROVISIONED_THROUGHPUT" }, { serviceTier: "default" }],
  ["a batch", { call_type: "aretrieve_batch" }, {}, { isBatch: true }],
  [
    "speed and geo that were served",
    { model_parameters: { speed: "fast", inference_geo: "us" } },
    { speed: "standard", inference_geo: "not_available" },
    { speed: "standard", inferenceGeo: "not_available" },
  ],
  [
    "speed and geo asked for",
    { model_parameters: { speed: "fast", inference_geo: "us" } },
    {},
    { speed: "fast", inferenceGeo: "us" },
  ],
  ["a location", { cost_breakdown: { vertex_location: "us-east5", data_residency: null } }, {}, { region: "us-east5" }],
  ["a residency", { cost_breakdown: { data_residency: "eu" } }, {}, { region: "eu" }],
  ["a region of AWS is part of the name", { model_parameters: { aws_region_name: "eu-west-1" } }, {}, {}],
  ["results asked of a search", { model_parameters: { max_results: 25 } }, {}, { maxResults: 25 }],
])("%s", (_, payload, usage, expected) => expect(read(payload, usage)).toEqual(expected));
