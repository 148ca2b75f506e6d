import { SimpleGrid } from "@mantine/core";
import { RouteLink } from "#web/components/links";
import { Panel } from "#web/components/page";
import { exactCount } from "#web/components/read-count";
import { Time } from "#web/components/time";
import { type Fact, FactTable } from "./fact-table";
import { latencyText } from "./logs-columns";
import type { RequestDetails } from "./request-data";

type Request = RequestDetails["request"];

/** Everything the gateway reported. What it did not report is left out. */
export function RequestFacts({ request }: RequestDetails) {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <Panel title="Tokens">
        <FactTable facts={tokenFacts(request)} />
      </Panel>
      <Panel title="Request">
        <FactTable facts={requestFacts(request)} />
      </Panel>
    </SimpleGrid>
  );
}

const count = (name: string, value: number | null): readonly Fact[] =>
  value === null ? [] : [[name, exactCount(value)]];

const tokenFacts = (request: Request): readonly Fact[] => [
  ["Counted by", SOURCE[request.tokenSource]],
  ...count("Input, all of it", request.promptTokens),
  ...count("· cache read", request.cacheReadTokens),
  ...count("· cache write", request.cacheWriteTokens),
  ...count("· cache write 1 h", request.cacheWrite1hTokens),
  ...count("· audio in", request.audioInputTokens),
  ...count("· image in", request.imageInputTokens),
  ...count("Output, all of it", request.completionTokens),
  ...count("· reasoning", request.reasoningTokens),
  ...count("· audio out", request.audioOutputTokens),
  ...count("· image out", request.imageOutputTokens),
];

const SOURCE: Readonly<Record<Request["tokenSource"], string>> = {
  actual: "the provider",
  estimated: "an estimate of the gateway",
  unknown: "nobody",
};

const text = (name: string, value: string | null): readonly Fact[] => (value === null ? [] : [[name, value]]);

const requestFacts = (request: Request): readonly Fact[] => [
  [
    "Model, as sent",
    <RouteLink key="model" to="/dashboard/logs" search={{ model: request.model } as never} inherit>
      {request.model}
    </RouteLink>,
  ],
  ...text("Served by", request.servedModel),
  ...text("Provider", request.provider),
  ...text("Server", request.server),
  ["Gateway", request.gateway],
  ["Made", <Time key="made" at={request.occurredAt} seconds />],
  ["Reported", <Time key="reported" at={request.receivedAt} seconds />],
  ...text("Endpoint", request.endpoint),
  ...text("User", request.user),
  ...text("Team", request.team),
  ...text("API key", request.apiKeyAlias),
  ...text("Service tier", request.serviceTier),
  ...(request.tags.length === 0 ? [] : [["Tags", request.tags.join(", ")] as const]),
  ...(request.latencyMs === null ? [] : [["Latency", latencyText(request.latencyMs)] as const]),
  ...(request.statusCode === null ? [] : [["Status", String(request.statusCode)] as const]),
  ...(request.isError ? [["Outcome", "failed"] as const] : []),
];
