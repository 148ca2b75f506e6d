/** The price that was booked: a version of the price book with its author, or a key of the catalogue. */
import { Text } from "@mantine/core";
import { RATE_FIELDS } from "@ratecard/pricing";
import { FIELD_LABELS } from "#web/components/money-fields";
import { RouteLink } from "#web/components/links";
import { Money } from "#web/components/money";
import { Panel } from "#web/components/page";
import { KIND_WORDS } from "#web/components/rung-words";
import { Time } from "#web/components/time";
import type { RequestDetails } from "./logs-columns";
import { type Fact, FactTable } from "./request-facts";

type PricedBy = NonNullable<RequestDetails["pricedBy"]>;
type BookPrice = Extract<PricedBy, { kind: "price-book" }>;
type CatalogPrice = Extract<PricedBy, { kind: "catalog" }>;

export function RequestPrice({ pricedBy }: RequestDetails) {
  return (
    <Panel title="Priced by">
      {pricedBy === null ? (
        <Text size="sm" c="dimmed">
          No price: nothing in the price book and nothing in the catalogue had this name at that time.
        </Text>
      ) : (
        <FactTable facts={pricedBy.kind === "price-book" ? bookFacts(pricedBy) : catalogFacts(pricedBy)} />
      )}
    </Panel>
  );
}

const bookFacts = (price: BookPrice): readonly Fact[] => [
  [
    "Entry",
    <RouteLink key="entry" to="/admin/model-pricing" search={{ open: price.model, pane: "history" } as never} inherit>
      {price.model}
    </RouteLink>,
  ],
  ["Version", `${price.versionId}, through ${price.through}`],
  ["Set by", price.author],
  ["Recorded", <Time key="recorded" at={price.recordedAt} seconds />],
  ["In force", <Window key="window" from={price.validFrom} until={price.validUntil} />],
  ...(price.supersededAt === null
    ? []
    : [["Corrected", <Time key="corrected" at={price.supersededAt} seconds />] as const]),
  ...RATE_FIELDS.filter((field) => price[field] !== undefined).map(
    (field): Fact => [
      `${FIELD_LABELS[field]}, per 1M`,
      <Money key={field} usd={price[field]} exact unit="per 1M tokens" />,
    ],
  ),
  ...(price.perRequest === undefined
    ? []
    : [["Per request", <Money key="perRequest" usd={price.perRequest} exact unit="per request" />] as const]),
  ...Object.entries(price.perUnit ?? {}).map(
    ([unit, usd]): Fact => [`${KIND_WORDS[unit] ?? unit}, each`, <Money key={unit} usd={usd} exact unit="per unit" />],
  ),
  ...(price.reason === null ? [] : [["Reason", price.reason] as const]),
  ...(price.notes === null || price.notes === "" ? [] : [["Notes", price.notes] as const]),
];

const catalogFacts = (price: CatalogPrice): readonly Fact[] => [
  [
    "Catalogue key",
    <span key="key" className="rc-mono">
      {price.key}
    </span>,
  ],
  ["Snapshot", `${price.snapshotId}, ${price.origin}`],
  ["Source", price.source],
  ["Fetched", <Time key="fetched" at={price.fetchedAt} seconds />],
  ["In force", <Window key="window" from={price.inForceFrom} until={price.inForceUntil} />],
];

function Window({ from, until }: Readonly<{ from: string | null; until: string | null }>) {
  return (
    <>
      {from === null ? (
        "no start date"
      ) : (
        <>
          from <Time at={from} seconds />
        </>
      )}
      {until === null ? (
        ""
      ) : (
        <>
          {" "}
          until <Time at={until} seconds />
        </>
      )}
    </>
  );
}
