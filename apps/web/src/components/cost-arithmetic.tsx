/**
 * A cost, line by line: quantity x price = amount, and the exact total.
 * Units  `cost` is @ratecard/pricing's JSON: USD as decimal strings, rates per 1,000,000 tokens.
 */
import { Badge, Group, Stack, Table, Text, Tooltip } from "@mantine/core";
import type { CostFlag, CostJson, CostLineJson } from "@ratecard/pricing";
import { Money } from "./money";
import { Quiet } from "./quiet";
import { KIND_WORDS } from "./rung-words";

export function CostArithmetic({ cost }: Readonly<{ cost: CostJson }>) {
  return (
    <Stack gap="sm">
      <Table verticalSpacing={4} horizontalSpacing="sm" fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>What</Table.Th>
            <Table.Th ta="right">Quantity</Table.Th>
            <Table.Th ta="right">Price</Table.Th>
            <Table.Th ta="right">USD</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cost.lines.map((line) => (
            <Table.Tr key={`${line.unit} ${line.kind}`}>
              <Table.Td>
                {KIND_WORDS[line.kind] ?? line.kind}
                {line.rateOf !== undefined && (
                  <Quiet> at the price of {(KIND_WORDS[line.rateOf] ?? line.rateOf).toLowerCase()}</Quiet>
                )}
              </Table.Td>
              <Table.Td ta="right">{line.quantity?.toLocaleString("en")}</Table.Td>
              <Table.Td ta="right">{priceOf(line)}</Table.Td>
              <Table.Td ta="right">
                <Money usd={line.amountUsd} exact />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th>Total</Table.Th>
            <Table.Td colSpan={2} />
            <Table.Th ta="right">
              {cost.totalUsd === null ? "no cost" : <Money usd={cost.totalUsd} exact fw={600} />}
            </Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
      {cost.notPriced.length > 0 && (
        <Text size="sm" c="dimmed">
          Without a rate: {cost.notPriced.map((kind) => KIND_WORDS[kind] ?? kind).join(", ")}
        </Text>
      )}
      <CostFlags flags={cost.flags} />
    </Stack>
  );
}

function priceOf(line: CostLineJson): string {
  if (line.ratePer1M !== undefined) return `$${line.ratePer1M} / 1M${line.isHalved ? ", half" : ""}`;
  if (line.usdPerUnit !== undefined) return `$${line.usdPerUnit}`;
  if (line.factor !== undefined) return `× ${line.factor}`;
  return line.unit === "request" ? `$${line.amountUsd}` : "";
}

/** What is worth knowing about a cost, as badges with their meaning on hover. */
export function CostFlags({ flags }: Pick<CostJson, "flags">) {
  if (flags.length === 0) return null;
  return (
    <Group gap={6}>
      {flags.map((flag) => (
        <Tooltip key={flag} label={FLAG_WORDS[flag].meaning} multiline maw={300}>
          <Badge color="orange" tabIndex={0}>
            {FLAG_WORDS[flag].label}
          </Badge>
        </Tooltip>
      ))}
    </Group>
  );
}

/** What a flag on a cost says, in a few words and in a sentence. */
export const FLAG_WORDS: Readonly<Record<CostFlag, Readonly<{ label: string; meaning: string }>>> = {
  default: {
    label: "default price",
    meaning: "No entry and no catalogue knows this name; the default entry priced it.",
  },
  estimated: {
    label: "estimated",
    meaning: "The tokens are not known and there is no price per request: a typical request is assumed.",
  },
  "rate-fallback": {
    label: "rate borrowed",
    meaning: "A kind of token has no price of its own and costs what another kind costs.",
  },
  "provider-mismatch": {
    label: "other provider",
    meaning: "The catalogue's entry belongs to another provider than this request.",
  },
  "tokens-unknown": { label: "tokens unknown", meaning: "Not all token counts that have a price were reported." },
  "price-postdates-event": {
    label: "newer price",
    meaning: "The oldest catalogue known is newer than this request.",
  },
  "removed-upstream": {
    label: "gone from catalogue",
    meaning: "The catalogue no longer lists this model; its last known price is used.",
  },
  "parts-exceed-whole": {
    label: "counts disagree",
    meaning: "Parts of the prompt or completion are larger than their whole.",
  },
  "usage-not-priced": {
    label: "part without price",
    meaning:
      "Something was consumed that no rate of the price charges, or each request owes a fee and nobody counted the requests of this sum.",
  },
  "units-unknown": {
    label: "units unknown",
    meaning:
      "The price is for something that was not counted, as images, seconds or the requests of a sum, so there is no cost.",
  },
  "counts-assumed": {
    label: "counts assumed",
    meaning: "The gateway's counts overlap without saying how much; some of them were worked out.",
  },
  "differs-from-reported": {
    label: "gateway differs",
    meaning: "The gateway itself reported a cost that is more than 5 % away from this one.",
  },
  "placeholder-price": {
    label: "placeholder price",
    meaning: "The entry was written from the default price and waits for a real one.",
  },
  "provider-guessed": {
    label: "provider guessed",
    meaning: "Neither the request nor an entry or a server named the provider: it was told by the name.",
  },
};
