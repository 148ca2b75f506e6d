/** Cells of the review grid. Plain titles instead of tooltips: thousands of rows pass by. */
import { Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { PriceGlance } from "../price-glance";
import { SOURCE_WORDS } from "#web/components/source-words";
import { EVIDENCE_NAMES } from "@ratecard/contract";
import { EVIDENCE_WORDS, WARNING_WORDS } from "../price-words";
import type { ReviewRow, Suggestion } from "../shapes";
import { WordsBadge } from "../words-badge";
import { isImportable } from "./chosen-price";
import { sourceFigures } from "./source-figures";
import type { ReviewPrice } from "./review-price";

export const Quiet = ({ text }: Readonly<{ text: string }>) => (
  <Text span inherit truncate c="dimmed" title={text}>
    {text}
  </Text>
);

export function ModelName({ row: { name, served } }: Readonly<{ row: ReviewRow }>) {
  const behind = served.map(({ model }) => model).join(", ");
  return (
    <Text span inherit truncate title={behind === "" ? name : `${name}, served by ${behind}`}>
      <Text span inherit fw={500}>
        {name}
      </Text>
      {behind !== "" && (
        <Text span inherit c="dimmed">
          {" → "}
          {behind}
        </Text>
      )}
    </Text>
  );
}

/** The status beside it names the rung; the entry that answers is told on hover. */
export function InForce({ row: { inForce } }: Readonly<{ row: ReviewRow }>) {
  const { rung, name, terms } = inForce;
  const source = name === null ? SOURCE_WORDS[rung] : `${SOURCE_WORDS[rung]}: ${name}`;
  return (
    <span title={source}>
      <PriceGlance terms={terms} absent="nothing prices it" />
    </span>
  );
}

export function Suggested({ row }: Readonly<{ row: ReviewRow }>) {
  const [first] = row.suggestions;
  if (!first) return <Quiet text="no reference knows it" />;
  if (!row.isSuggested) return <Quiet text={`${row.suggestions.length} prices to choose from`} />;
  const evidence = [first.evidence, ...first.agreeing];
  if (row.warnings.includes("sources-differ")) return <Disagreeing row={row} first={first} />;
  return (
    <Group gap={6} wrap="nowrap" miw={0}>
      <PriceGlance terms={first.terms} />
      <Text
        span
        inherit
        truncate
        c="dimmed"
        title={`${first.key}: ${evidence.map((one) => EVIDENCE_NAMES[one]).join(", ")}`}
      >
        {EVIDENCE_WORDS[first.evidence]}
        {evidence.length > 1 && ` +${evidence.length - 1}`}
      </Text>
    </Group>
  );
}

function Disagreeing({ row, first }: Readonly<{ row: ReviewRow; first: Suggestion }>) {
  const sources = row.suggestions.map(sourceFigures).join("; ");
  return (
    <Group gap={6} wrap="nowrap" miw={0} title={`Sources differ. ${sources}`}>
      <PriceGlance terms={first.terms} />
      <WordsBadge words="sources differ" color="orange" />
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
  const sentences = warnings.map((warning) => WARNING_WORDS[warning]).join(" ");
  return (
    <Group gap={2} wrap="nowrap" c="var(--rc-warn)" role="img" title={sentences} aria-label={`${name}: ${sentences}`}>
      <IconAlertTriangle size={14} stroke={1.8} aria-hidden />
      {warnings.length > 1 && warnings.length}
    </Group>
  );
}

export function NewPrice({
  row,
  price: { terms, words, isSelected, isMade },
}: Readonly<{ row: ReviewRow; price: ReviewPrice }>) {
  if (!isImportable(row)) return <Quiet text={row.entry?.pinnedBy ? "pinned" : "edited in the price book"} />;
  if (!terms) return isSelected ? <WordsBadge words="choose a price" color="orange" /> : null;
  return (
    <Group gap={6} wrap="nowrap" miw={0} {...(isSelected || isMade ? { fw: 500 } : { c: "dimmed" })}>
      <PriceGlance terms={terms} />
      <Quiet text={words} />
    </Group>
  );
}
