/** Invoice, ledger and difference, with the parts that add up to it; and whether closed months are as their statements say. */
import { Alert, SimpleGrid, Table, Text } from "@mantine/core";
import { PART_WORDS, VARIANCE_PARTS } from "@ratecard/invoices";
import { Figure } from "#web/components/figure";
import { Money } from "#web/components/money";
import { Panel } from "#web/components/page";
import { ComparedProviders } from "./compared-providers";
import type { ReconciliationView } from "./reconciliation-view";

type ViewProps = Readonly<{ view: ReconciliationView }>;

export function ComparisonFigures({ view }: ViewProps) {
  const { invoiceUsd, ledgerUsd, varianceUsd, parts } = view.comparison;
  const shown = VARIANCE_PARTS.filter((part) => parts[part] !== "0");
  return (
    <Panel title="The difference">
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="md" maw={760}>
        <Figure label="Invoice">
          <Money usd={invoiceUsd} exact />
        </Figure>
        <Figure label="Ledger">
          <Money usd={ledgerUsd} exact />
        </Figure>
        <Figure label="Invoice minus ledger">
          <Money usd={varianceUsd} exact fw={600} />
        </Figure>
      </SimpleGrid>
      {shown.length > 0 && (
        <Table.ScrollContainer minWidth={420} mt="sm" maw={760}>
          <Table fz="sm" verticalSpacing={4} aria-label="Parts of the difference">
            <Table.Tbody>
              {shown.map((part) => (
                <Table.Tr key={part}>
                  <Table.Th fw={500}>{PART_WORDS[part].label}</Table.Th>
                  <Table.Td c="dimmed">{PART_WORDS[part].about}</Table.Td>
                  <Table.Td ta="right">
                    <Money usd={parts[part]} exact />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <ComparedProviders view={view} />
      <Zones view={view} />
      <ClosedMonths view={view} />
    </Panel>
  );
}

const Zones = ({ view: { zone, comparison } }: ViewProps) =>
  zone === comparison.ledgerZone ? null : (
    <Text size="xs" c="dimmed" mt="xs">
      Days of the invoice are of {zone}, those of the ledger of {comparison.ledgerZone}: requests of the hours between
      stand under Timing.
    </Text>
  );

function ClosedMonths({ view: { comparison } }: ViewProps) {
  return comparison.months.map(({ month, statementUsd, sumsUsd, correctedUsd, hasMoved }) =>
    hasMoved ? (
      <Alert key={month} color="red" variant="light" p="xs" mt="xs" title={`${month} is not as its statement says`}>
        The statement has <Money usd={statementUsd} exact />, the sums have <Money usd={sumsUsd} exact />. Look at
        Ledger health.
      </Alert>
    ) : (
      <Text key={month} size="xs" c="dimmed" mt="xs">
        {month} is closed, and its figures are those of its statement
        {correctedUsd !== "0" && (
          <>
            ; <Money usd={correctedUsd} /> of corrections are counted in later months
          </>
        )}
        .
      </Text>
    ),
  );
}
