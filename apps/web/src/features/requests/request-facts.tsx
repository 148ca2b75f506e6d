import { SimpleGrid, Table } from "@mantine/core";
import { TOKEN_KIND_ROWS, type TokenKindRow, UNIT_KINDS, unitLabel } from "@ratecard/pricing";
import type { ReactNode } from "react";
import { exactCount } from "#web/components/count";
import { RouteLink } from "#web/components/links";
import { Panel } from "#web/components/page";
import { KIND_WORDS } from "#web/components/rung-words";
import { Time } from "#web/components/time";
import { latencyText, sumWords, type RequestDetails } from "./logs-columns";

type Request = RequestDetails["request"];

/** Everything the gateway reported. What it did not report is left out. */
export function RequestFacts({ request }: RequestDetails) {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: "start" }}>
      <Panel title="Usage">
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
  ...(request.sumOfRequests === null ? [] : [["Requests", sumWords(request.sumOfRequests)] as const]),
  ["Counted by", SOURCE[request.tokenSource]],
  ...sideFacts(request, "input"),
  ...sideFacts(request, "output"),
  ...sideFacts(request, "beside"),
  ...UNIT_KINDS.flatMap((kind) => quantity(unitLabel(kind), request.units?.[kind])),
  ...text("Worked out, not read", listText(request.assumedCounts)),
  ...text("Without a rate", listText(request.notPriced.map((name) => KIND_WORDS[name] ?? name))),
];

/** The whole of a side, then its parts. */
const sideFacts = (request: Request, side: TokenKindRow["side"]): readonly Fact[] =>
  TOKEN_KIND_ROWS.filter((row) => row.side === side).flatMap(({ kind, countField, label }) => {
    const isWhole = kind === "input" || kind === "output";
    return count(
      isWhole ? `${label}, all of it` : side === "beside" ? label : `· ${label.toLowerCase()}`,
      request[countField],
    );
  });

const quantity = (name: string, value: number | undefined): readonly Fact[] =>
  value === undefined ? [] : [[name, value.toLocaleString("en", { maximumFractionDigits: 12 })]];

const listText = (names: readonly string[]): string | null => (names.length === 0 ? null : names.join(", "));

const SOURCE: Readonly<Record<Request["tokenSource"], string>> = {
  actual: "the provider",
  estimated: "an estimate of the gateway",
  unknown: "not counted",
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
  ...text("Upstream id", request.upstreamId),
  ...text("Service tier", request.serviceTier),
  ...(request.isBatch ? [["Batch", "yes"] as const] : []),
  ...text("Speed", request.speed),
  ...text("Served from", request.inferenceGeo),
  ...text("Region", request.region),
  ...count("Results asked for", request.maxResults),
  ...(request.tags.length === 0 ? [] : [["Tags", request.tags.join(", ")] as const]),
  ...(request.latencyMs === null ? [] : [["Latency", latencyText(request.latencyMs)] as const]),
  ...(request.statusCode === null ? [] : [["Status", String(request.statusCode)] as const]),
  ...(request.isError ? [["Outcome", "failed"] as const] : []),
];

export type Fact = readonly [name: string, value: ReactNode];

/** Names and values below each other. */
export function FactTable({ facts }: Readonly<{ facts: readonly Fact[] }>) {
  return (
    <Table variant="vertical" withTableBorder={false} verticalSpacing={4} fz="sm" layout="fixed">
      <Table.Tbody>
        {facts.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th w={150}>{name}</Table.Th>
            <Table.Td style={{ overflowWrap: "anywhere" }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
