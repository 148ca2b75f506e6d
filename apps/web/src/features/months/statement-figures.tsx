/** The figures of a month as its statement has them: totals, how they are known, and by model, provider and team. */
import { Stack, Table, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { counted, countedUsage, exactCount, verbOf } from "#web/components/count";
import { Money } from "#web/components/money";
import type { RouterOutputs } from "#web/trpc";
import { nameOr } from "./month-words";

type MonthFigures = Omit<RouterOutputs["months"]["preview"], "problem">;
type Named = MonthFigures["byModel"][number];

/** `most`: so many names of each list are shown; all if missing. */
export function StatementFigures({ figures, most }: Readonly<{ figures: MonthFigures; most?: number }>) {
  return (
    <Stack gap="md">
      <Facts figures={figures} />
      <NamedTable title="Models" rows={figures.byModel} nothing="no model" most={most} />
      <NamedTable title="Providers" rows={figures.byProvider} nothing="not known" most={most} />
      <NamedTable title="Teams" rows={figures.byTeam} nothing="no team" most={most} />
    </Stack>
  );
}

function Facts({ figures }: Readonly<{ figures: MonthFigures }>) {
  const { from, to, zone, totals, coverage, corrections } = figures;
  return (
    <Table layout="fixed" verticalSpacing={4} aria-label="Totals">
      <Table.Tbody>
        <Fact label="Days">
          {from} to {to}, of {zone}
        </Fact>
        <Fact label="Cost">
          <Money usd={totals.costUsd} exact /> in {countedUsage(totals.requests, totals.reports)}
        </Fact>
        <Fact label="As first booked">
          <Money usd={totals.bookedCostUsd} exact />
        </Fact>
        <Fact label="Tokens">
          {exactCount(totals.promptTokens)} in, {exactCount(totals.completionTokens)} out
        </Fact>
        <Fact label="Priced exactly">
          <Money usd={coverage.exact.costUsd} exact /> in{" "}
          {countedUsage(coverage.exact.requests, coverage.exact.reports)}
        </Fact>
        <Fact label="With a warning">
          <Money usd={coverage.flagged.costUsd} exact /> in{" "}
          {countedUsage(coverage.flagged.requests, coverage.flagged.reports)}
        </Fact>
        <Fact label="Default-priced">
          <Money usd={coverage.default.costUsd} exact /> in{" "}
          {countedUsage(coverage.default.requests, coverage.default.reports)}
        </Fact>
        <Fact label="Not priced">{countedUsage(coverage.unpricedRequests, coverage.unpricedReports)}</Fact>
        <Fact label="Corrects earlier months">
          <Money usd={corrections.costUsd} exact /> in {countedUsage(corrections.requests, corrections.reports)}
        </Fact>
        <Fact label="Open">{openProblems(figures) ?? "nothing"}</Fact>
      </Table.Tbody>
    </Table>
  );
}

type Open = Pick<MonthFigures, "openRequests" | "openReports" | "quarantined">;

/** What a month still has to settle, as part of a sentence; null: nothing. */
export function openProblems({ openRequests, openReports = 0, quarantined }: Open): string | null {
  const verb = verbOf(openRequests, openReports, "needs", "need");
  const parts = [
    ...(openRequests + openReports > 0 ? [`${countedUsage(openRequests, openReports)} ${verb} a price`] : []),
    ...(quarantined > 0 ? [`${counted(quarantined, "event waits", "events wait")} in quarantine`] : []),
  ];
  return parts.join(", ") || null;
}

const Fact = ({ label, children }: Readonly<{ label: string; children: ReactNode }>) => (
  <Table.Tr>
    <Table.Th fw={500} w={190} scope="row">
      {label}
    </Table.Th>
    <Table.Td>{children}</Table.Td>
  </Table.Tr>
);

type NamedTableProps = Readonly<{
  title: string;
  rows: readonly Named[];
  nothing: string;
  most: number | undefined;
}>;

function NamedTable({ title, rows, nothing, most = rows.length }: NamedTableProps) {
  if (rows.length === 0) return null;
  const hidden = rows.length - most;
  return (
    <section>
      <Title order={3} size="sm" mb={4}>
        {title}
      </Title>
      <Table verticalSpacing={4} aria-label={title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th ta="right">Requests</Table.Th>
            <Table.Th ta="right">Tokens in</Table.Th>
            <Table.Th ta="right">Tokens out</Table.Th>
            <Table.Th ta="right">Cost</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, most).map(({ name, requests, reports = 0, promptTokens, completionTokens, costUsd }) => (
            <Table.Tr key={name}>
              <Table.Td style={{ overflowWrap: "anywhere" }}>{nameOr(name, nothing)}</Table.Td>
              <Table.Td ta="right">{reports === 0 ? exactCount(requests) : countedUsage(requests, reports)}</Table.Td>
              <Table.Td ta="right">{exactCount(promptTokens)}</Table.Td>
              <Table.Td ta="right">{exactCount(completionTokens)}</Table.Td>
              <Table.Td ta="right">
                <Money usd={costUsd} exact />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {hidden > 0 && (
        <Text size="xs" c="dimmed">
          and {hidden.toLocaleString("en")} more
        </Text>
      )}
    </section>
  );
}
