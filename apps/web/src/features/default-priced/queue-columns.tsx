import { Badge } from "@mantine/core";
import { parseSignedUsd, toPico } from "@ratecard/money";
import { Sparkline } from "#web/components/charts/sparkline";
import { countColumn, textColumn } from "#web/components/columns";
import { Count, countedUsage } from "#web/components/count";
import type { DataColumn } from "#web/components/data-table";
import { Money } from "#web/components/money";
import { Quiet, TwoLines } from "#web/components/quiet";
import { Exposure, ExposureRange } from "./exposure";
import type { Group } from "./queue-search";

/** As the server ranks them, until somebody sorts. */
export const QUEUE_COLUMNS: readonly DataColumn<Group>[] = [
  { id: "model", header: "Sent name", width: 146, grow: 2, sortBy: ({ model }) => model, cell: NameCell },
  textColumn("provider", "Provider", ({ provider }) => provider ?? "not known", { width: 92 }),
  {
    id: "exposure",
    header: "Exposure",
    help: "What the requests probably cost, minus what was booked; below it, from least to most",
    width: 186,
    align: "right",
    descendingFirst: true,
    sortBy: ({ exposure }) => pico(exposure?.probableUsd),
    cell: ExposureCell,
  },
  { id: "evidence", header: "Most probable price", width: 182, grow: 2, cell: EvidenceCell },
  {
    id: "booked",
    header: "Booked",
    width: 104,
    align: "right",
    descendingFirst: true,
    sortBy: ({ bookedUsd }) => pico(bookedUsd),
    cell: ({ bookedUsd }) => <Money usd={bookedUsd} />,
  },
  countColumn("requests", "Requests", ({ requests }) => requests, {
    width: 80,
    cell: ({ requests, reports }) =>
      requests === 0 && reports > 0 ? (
        <span title="They do not tell how many requests they are of.">{countedUsage(0, reports)}</span>
      ) : (
        <Count of={requests} />
      ),
  }),
  { id: "trend", header: "Trend", help: "Requests over the period", width: 76, cell: TrendCell },
  textColumn("last", "Last seen", ({ lastDay }) => lastDay, { width: 104 }),
];

function pico(usd: string | undefined): bigint | undefined {
  const parsed = parseSignedUsd(usd ?? "");
  return parsed.ok ? toPico(parsed.value) : undefined;
}

function NameCell({ model, isPricedNow }: Group) {
  return (
    <TwoLines fw={500} title={model}>
      {model}{" "}
      {isPricedNow && (
        <Badge color="green" title="It has a price by now; what was booked before is left">
          priced now
        </Badge>
      )}
    </TwoLines>
  );
}

/** An amount that is cut off is a wrong one: the column holds a range of two millions in one line. */
function ExposureCell(group: Group) {
  return (
    <TwoLines>
      <Exposure {...group} /> <ExposureRange {...group} />
    </TwoLines>
  );
}

function TrendCell({ trend, requests, reports, firstDay, lastDay }: Group) {
  const label = `${countedUsage(requests, reports)}, from ${firstDay} to ${lastDay}`;
  return <Sparkline values={trend} widthPx={60} label={label} />;
}

const NOTHING_NEAR = "nothing known is near";

function EvidenceCell({ evidence }: Group) {
  if (evidence === null) {
    return (
      <TwoLines c="dimmed" title={NOTHING_NEAR}>
        {NOTHING_NEAR}
      </TwoLines>
    );
  }
  const { name, reason } = evidence;
  return (
    <TwoLines title={`${name ?? "as reported"}: ${reason}`}>
      {name ?? "as reported"} <Quiet>{reason}</Quiet>
    </TwoLines>
  );
}
