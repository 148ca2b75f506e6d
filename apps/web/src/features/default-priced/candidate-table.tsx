/** The prices a name may truly have, the most probable first; one click takes one of them further. */
import { Badge, Button, Table, Text } from "@mantine/core";
import { Money } from "#web/components/money";
import { PRICE_HEADER, PriceGlance } from "#web/components/price-glance";
import { useMay } from "#web/components/session";
import { type Candidate, type Evidence, evidenceText } from "./queue-search";

type CandidateTableProps = Readonly<{
  evidence: Evidence;
  onTake: (kind: "price" | "propose", candidate: Candidate) => void;
}>;

export function CandidateTable({ evidence: { model, candidates, isPricedNow }, onTake }: CandidateTableProps) {
  const mayPrice = useMay("price-book:write");
  if (candidates.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Unknown: no known name is near, no model was said to serve it, and no cost was reported. Set a price by hand in
        the price book once somebody knows it.
      </Text>
    );
  }
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Price of</Table.Th>
          <Table.Th ta="right">{PRICE_HEADER}</Table.Th>
          <Table.Th ta="right">Would cost</Table.Th>
          <Table.Th ta="right">Exposure</Table.Th>
          <Table.Th>Take it</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {candidates.map((candidate, place) => (
          <Table.Tr key={`${candidate.evidence} ${candidate.name}`}>
            <Table.Td>
              <Text size="sm" fw={500}>
                {candidate.name ?? "What the gateway reported"} <Standing candidate={candidate} isFirst={place === 0} />
              </Text>
              <Text size="xs" c="dimmed">
                {candidate.reason}
              </Text>
            </Table.Td>
            <Table.Td ta="right">{candidate.terms && <PriceGlance terms={candidate.terms} />}</Table.Td>
            <Table.Td ta="right">
              <Money usd={candidate.costUsd} absent="unknown" />
            </Table.Td>
            <Table.Td ta="right">
              <Money usd={candidate.exposureUsd} absent="unknown" />
            </Table.Td>
            <Table.Td>
              {candidate.terms !== null && !(isPricedNow && candidate.name === model) && (
                <Button
                  size="compact-xs"
                  variant="light"
                  aria-label={`${mayPrice ? "Price" : "Propose"} by ${evidenceText(candidate)}`}
                  onClick={() => onTake(mayPrice ? "price" : "propose", candidate)}
                >
                  {mayPrice ? "Price" : "Propose"} …
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Standing({
  candidate: { costUsd, doesAgree },
  isFirst,
}: Readonly<{ candidate: Candidate; isFirst: boolean }>) {
  if (isFirst) return <Badge color="blue">most probable</Badge>;
  if (costUsd === null) return null;
  return doesAgree ? <Badge color="green">agrees</Badge> : <Badge color="orange">disagrees</Badge>;
}
