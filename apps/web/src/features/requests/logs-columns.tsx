import { Badge, Text, Tooltip } from "@mantine/core";
import type { PricingSource } from "@ratecard/pricing";
import { Count } from "#web/components/count";
import type { DataColumn } from "#web/components/data-table";
import { Money } from "#web/components/money";
import { Quiet } from "#web/components/quiet";
import { SOURCE_WORDS } from "#web/components/source-words";
import { Time } from "#web/components/time";
import type { RouterOutputs } from "#web/trpc";

/** In the order of the server: newest first. Sorting by anything else would need all rows. */
export const LOGS_COLUMNS: readonly DataColumn<ListedRequest>[] = [
  { id: "time", header: "Time (UTC)", width: 164, cell: ({ occurredAt }) => <Time at={occurredAt} seconds /> },
  { id: "model", header: "Model, as sent", width: 170, grow: 2, cell: ModelCell },
  {
    id: "provider",
    header: "Provider",
    width: 84,
    cell: ({ provider }) => <QuietText text={provider} absent="not known" />,
  },
  { id: "source", header: "Priced by", width: 94, cell: ({ source }) => <SourceBadge source={source} /> },
  {
    id: "cost",
    header: "Cost",
    width: 104,
    align: "right",
    cell: ({ costUsd }) => <Money usd={costUsd} fw={500} />,
  },
  {
    id: "in",
    header: "Tokens in",
    width: 82,
    align: "right",
    cell: ({ promptTokens }) => <Count of={promptTokens} />,
  },
  {
    id: "out",
    header: "out",
    width: 60,
    align: "right",
    cell: ({ completionTokens }) => <Count of={completionTokens} />,
  },
  { id: "user", header: "User", width: 84, grow: 1, cell: ({ user }) => <QuietText text={user} absent="none" /> },
  { id: "team", header: "Team", width: 76, cell: ({ team }) => <QuietText text={team} absent="none" /> },
  { id: "state", header: "State", width: 92, cell: StateCell },
];

const QuietText = ({ text, absent }: Readonly<{ text: string | null; absent: string }>) => (
  <Text span inherit c="dimmed" truncate title={text ?? absent}>
    {text ?? "—"}
  </Text>
);

function ModelCell({ model, servedModel }: ListedRequest) {
  const isElsewhere = servedModel !== null && servedModel !== model;
  return (
    <Text span inherit truncate title={isElsewhere ? `${model}, served by ${servedModel}` : model}>
      <Text span inherit fw={500}>
        {model}
      </Text>
      {isElsewhere && (
        <Quiet>
          {" → "}
          {servedModel}
        </Quiet>
      )}
    </Text>
  );
}

function StateCell({ isError, isCacheHit, statusCode, latencyMs }: ListedRequest) {
  if (isError) return <Badge color="red">{statusCode === null ? "failed" : `failed ${statusCode}`}</Badge>;
  if (isCacheHit) return <Badge color="gray">from cache</Badge>;
  return <QuietText text={latencyMs === null ? null : latencyText(latencyMs)} absent="no time reported" />;
}

const SECONDS = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

export const latencyText = (latencyMs: number): string =>
  latencyMs < 1000 ? `${latencyMs} ms` : `${SECONDS.format(latencyMs / 1000)} s`;

const COLOR: Readonly<Record<PricingSource, string>> = {
  "local-exact": "ledger",
  "local-wildcard": "ledger",
  "catalog-scoped": "blue",
  "catalog-bare": "blue",
  default: "orange",
  none: "red",
};

const MEANING: Readonly<Record<PricingSource, string>> = {
  "local-exact": "An entry of the price book has this name",
  "local-wildcard": "A wildcard of the price book begins this name",
  "catalog-scoped": "The catalogue has it under its provider",
  "catalog-bare": "The catalogue has it by its bare name",
  default: "Nobody priced this name: the default entry did",
  none: "No rung has a price, and the default is switched off",
};

/** How a request came to its price, in a word; the rung on hover. */
export function SourceBadge({ source }: Readonly<{ source: PricingSource }>) {
  return (
    <Tooltip label={MEANING[source]}>
      <Badge color={COLOR[source]}>{SOURCE_WORDS[source]}</Badge>
    </Tooltip>
  );
}

/** The shapes of the request pages, inferred from the server. */
export type ListedRequest = RouterOutputs["requests"]["list"]["requests"][number];
export type RequestDetails = RouterOutputs["requests"]["get"];
export type ExplainedRequest = RouterOutputs["explain"]["explain"];
