import type { CSSProperties } from "react";
import type { PricingSource } from "@ratecard/pricing";
import { Count, exactCount } from "#web/components/count";
import { type DataColumn, withoutState } from "#web/components/data-table";
import { Money } from "#web/components/money";
import { Quiet, RowName, ShortText, TwoLines } from "#web/components/quiet";
import { RowBadge } from "#web/components/row-controls";
import { SOURCE_WORDS } from "#web/components/source-words";
import { Time } from "#web/components/time";
import type { RouterOutputs } from "#web/trpc";

/** The order is the server's; `sortBy` says only which columns it can sort by. */
export const LOGS_COLUMNS: readonly DataColumn<ListedRequest>[] = withoutState([
  {
    id: "time",
    header: "Time (UTC)",
    width: 168,
    descendingFirst: true,
    sortBy: ({ occurredAt }) => occurredAt,
    cell: ({ occurredAt }) => <Time at={occurredAt} seconds />,
  },
  { id: "model", header: "Model, as sent", width: 150, grow: 3, cell: ModelCell },
  {
    id: "provider",
    header: "Provider",
    width: 96,
    cell: ({ provider }) => <QuietText text={provider} absent="not known" />,
  },
  { id: "source", header: "Priced by", width: 100, cell: ({ source }) => <SourceBadge source={source} /> },
  {
    id: "cost",
    header: "Cost",
    width: 114,
    align: "right",
    descendingFirst: true,
    sortBy: ({ costUsd }) => costUsd,
    cell: ({ costUsd }) => <Money usd={costUsd} fw={500} />,
  },
  {
    id: "tokens",
    header: "Tokens",
    help: "Input and output together",
    width: 72,
    align: "right",
    descendingFirst: true,
    sortBy: ({ totalTokens }) => totalTokens,
    cell: TokensCell,
  },
  {
    id: "latency",
    header: "Latency",
    width: 76,
    align: "right",
    descendingFirst: true,
    sortBy: ({ latencyMs }) => latencyMs,
    cell: ({ latencyMs }) => (
      <QuietText text={latencyMs === null ? null : latencyText(latencyMs)} absent="no time reported" />
    ),
  },
  { id: "sender", header: "User, team", width: 136, grow: 3, cell: SenderCell },
  { id: "state", header: "State", width: 98, cell: StateCell },
]);

function TokensCell({ promptTokens, completionTokens, totalTokens }: ListedRequest) {
  const part = (count: number | null) => (count === null ? "not known" : exactCount(count));
  return (
    <span title={`${part(promptTokens)} in, ${part(completionTokens)} out`}>
      <Count of={totalTokens} />
    </span>
  );
}

const QuietText = ({ text, absent }: Readonly<{ text: string | null; absent: string }>) => (
  <ShortText text={text ?? "—"} title={text ?? absent} />
);

function ModelCell({ model, servedModel }: ListedRequest) {
  const isElsewhere = servedModel !== null && servedModel !== model;
  return (
    <TwoLines title={isElsewhere ? `${model}, served by ${servedModel}` : model}>
      <RowName>{model}</RowName>
      {isElsewhere && <Quiet>{` →\u00A0${servedModel}`}</Quiet>}
    </TwoLines>
  );
}

/** The team below its user. */
function SenderCell({ user, team }: ListedRequest) {
  return (
    <span style={STACKED}>
      {(user !== null || team === null) && <QuietText text={user} absent="no user" />}
      {team !== null && <QuietText text={team} absent="no team" />}
    </span>
  );
}

const STACKED: CSSProperties = { display: "grid", minWidth: 0, lineHeight: 1.2 };

function StateCell({ isError, isCacheHit, statusCode, sumOfRequests }: ListedRequest) {
  if (sumOfRequests !== null) return <RowBadge color="gray">{sumWords(sumOfRequests)}</RowBadge>;
  if (isError) return <RowBadge color="red">{statusCode === null ? "failed" : `failed ${statusCode}`}</RowBadge>;
  if (isCacheHit) return <RowBadge color="gray">from cache</RowBadge>;
  return <QuietText text={statusCode === null ? null : String(statusCode)} absent="no status reported" />;
}

/** A report of a day, say; one that does not tell how many requests it is of has 0. */
export const sumWords = (requests: number): string =>
  requests === 0 ? "a sum" : `sum of ${requests.toLocaleString("en")}`;

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
export const SourceBadge = ({ source }: Readonly<{ source: PricingSource }>) => (
  <RowBadge color={COLOR[source]} tip={MEANING[source]}>
    {SOURCE_WORDS[source]}
  </RowBadge>
);

/** The shapes of the request pages, inferred from the server. */
export type ListedRequest = RouterOutputs["requests"]["list"]["requests"][number];
export type RequestDetails = RouterOutputs["requests"]["get"];
export type ExplainedRequest = RouterOutputs["explain"]["explain"];
export type RequestTotals = RouterOutputs["requests"]["totals"];
export type GroupedRequests = RouterOutputs["requests"]["groups"];
