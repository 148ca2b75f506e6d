/** Cells of the review grid. */
import { Badge, Group, Text, Tooltip } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { PriceGlance } from "../price-glance";
import { EVIDENCE_WORDS, RUNG_WORDS, WARNING_WORDS } from "../price-words";
import type { ReviewRow } from "../shapes";
import { isImportable } from "./chosen-price";
import type { ReviewPrice } from "./review-price";

export const Quiet = ({ text }: Readonly<{ text: string }>) => (
  <Text span inherit truncate c="dimmed" title={text}>
    {text}
  </Text>
);

export function InForce({ row }: Readonly<{ row: ReviewRow }>) {
  const { rung, name, terms } = row.inForce;
  const says =
    name !== null && name !== row.name && rung !== "default" ? `${RUNG_WORDS[rung]}: ${name}` : RUNG_WORDS[rung];
  return (
    <Group gap={6} wrap="nowrap" miw={0}>
      <PriceGlance terms={terms} absent="nothing prices it" />
      <Quiet text={says} />
    </Group>
  );
}

export function Suggested({ row }: Readonly<{ row: ReviewRow }>) {
  const [first] = row.suggestions;
  if (!first) return <Quiet text="no reference knows it" />;
  if (!row.isSuggested) return <Quiet text={`${row.suggestions.length} prices to choose from`} />;
  const evidence = [first.evidence, ...first.agreeing].map((one) => EVIDENCE_WORDS[one]);
  return (
    <Group gap={6} wrap="nowrap" miw={0}>
      <PriceGlance terms={first.terms} />
      <Tooltip label={`${first.key}, says ${evidence.join(", ")}`} multiline maw={360}>
        <Text span inherit truncate c="dimmed">
          {evidence[0]}
          {evidence.length > 1 && ` +${evidence.length - 1}`}
        </Text>
      </Tooltip>
    </Group>
  );
}

export function Difference({ percent }: Readonly<{ percent: string | null }>) {
  if (percent === null || percent === "0") return null;
  const isDearer = !percent.startsWith("-");
  return (
    <Text span inherit c={isDearer ? "var(--rc-warn)" : "var(--rc-good)"}>
      {isDearer ? "+" : ""}
      {percent} %
    </Text>
  );
}

export function Warnings({ row: { name, warnings } }: Readonly<{ row: ReviewRow }>) {
  if (warnings.length === 0) return null;
  const sentences = warnings.map((warning) => WARNING_WORDS[warning]);
  return (
    <Tooltip label={sentences.join(" ")} multiline maw={360}>
      <Group gap={2} wrap="nowrap" c="var(--rc-warn)" role="img" aria-label={`${name}: ${sentences.join(" ")}`}>
        <IconAlertTriangle size={14} stroke={1.8} aria-hidden />
        {warnings.length > 1 && warnings.length}
      </Group>
    </Tooltip>
  );
}

export function NewPrice({
  row,
  price: { terms, words, isSelected, isMade },
}: Readonly<{ row: ReviewRow; price: ReviewPrice }>) {
  if (!isImportable(row)) return <Quiet text={row.entry?.pinnedBy ? "pinned" : "edited in the price book"} />;
  if (!terms) return isSelected ? <Badge color="orange">choose a price</Badge> : null;
  return (
    <Group gap={6} wrap="nowrap" miw={0} opacity={isSelected || isMade ? 1 : 0.55}>
      <PriceGlance terms={terms} />
      <Quiet text={words} />
    </Group>
  );
}
