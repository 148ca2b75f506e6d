/** Cells of the review grid. Plain titles instead of tooltips: thousands of rows pass by. */
import { Group, Text, UnstyledButton } from "@mantine/core";
import { Quiet } from "#web/components/quiet";
import { EVIDENCE_NAMES } from "@ratecard/contract";
import { IconAlertTriangle } from "@tabler/icons-react";
import { SOURCE_WORDS } from "#web/components/source-words";
import { WordsBadge } from "#web/components/words-badge";
import { PriceGlance } from "../price-glance";
import { WARNING_WORDS } from "../price-words";
import type { ReviewRow, Suggestion } from "../shapes";
import { isImportable, type ReviewPrice } from "./chosen-price";
import { PRICE_SOURCES, pricesFrom, type PriceSource } from "./price-sources";

/** One quiet line, cut off where the column ends; whole on hover. */
export const ShortText = ({ text }: Readonly<{ text: string }>) => (
  <Text span inherit truncate c="dimmed" title={text}>
    {text}
  </Text>
);

export function ModelName({ row: { name, served } }: Readonly<{ row: ReviewRow }>) {
  const baseModels = served.map(({ model }) => model).join(", ");
  return (
    <Text span inherit truncate title={baseModels === "" ? name : `${name}, served by ${baseModels}`}>
      <Text span inherit fw={500}>
        {name}
      </Text>
      {baseModels !== "" && (
        <Quiet>
          {" → "}
          {baseModels}
        </Quiet>
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

type SourcePriceProps = Readonly<{
  row: ReviewRow;
  source: PriceSource;
  /** The suggestion that the row takes now. */
  chosen: number | null;
  onTake: ((name: string, index: number) => void) | null;
}>;

export function SourcePrice({ row, source, chosen, onTake }: SourcePriceProps) {
  const [index, other] = pricesFrom(row, source);
  const suggestion = index === undefined ? undefined : row.suggestions[index];
  if (index === undefined || !suggestion) return null;
  if (other !== undefined) return <ShortText text={`${pricesFrom(row, source).length} prices`} />;
  const title = sourceFigures(suggestion);
  const glance = <PriceGlance terms={suggestion.terms} />;
  const isChosen = chosen === index;
  if (!onTake || !isImportable(row)) return <span title={title}>{glance}</span>;
  return (
    <UnstyledButton
      tabIndex={-1}
      data-control
      title={title}
      aria-pressed={isChosen}
      aria-label={`Take the price of ${PRICE_SOURCES[source].words} for ${row.name}`}
      fz="inherit"
      fw={isChosen ? 600 : 400}
      c={isChosen ? "var(--rc-accent)" : undefined}
      onClick={() => onTake(row.name, index)}
    >
      {glance}
    </UnstyledButton>
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
    <Group gap={4} wrap="nowrap" c="var(--rc-warn)" role="img" title={sentences} aria-label={`${name}: ${sentences}`}>
      <IconAlertTriangle size={14} stroke={1.8} aria-hidden />
      {warnings.includes("sources-differ") ? "sources differ" : warnings.length > 1 && warnings.length}
    </Group>
  );
}

export function NewPrice({
  row,
  price: { terms, words, isSelected, isMade },
}: Readonly<{ row: ReviewRow; price: ReviewPrice }>) {
  if (!isImportable(row)) return <ShortText text={row.entry?.pinnedBy ? "pinned" : "edited in the price book"} />;
  if (!terms) return isSelected ? <WordsBadge words="choose a price" color="orange" /> : null;
  return (
    <Group gap={6} wrap="nowrap" miw={0} {...(isSelected || isMade ? { fw: 500 } : { c: "dimmed" })}>
      <PriceGlance terms={terms} />
      <ShortText text={words} />
    </Group>
  );
}

/**
 * Who names which price, in words: "the price set at the server 9.9 / 10 (house, also the catalogue)".
 * Units   USD per 1,000,000 tokens, input / output, or USD per request.
 */
function sourceFigures({ evidence, key, agreeing, terms }: Suggestion): string {
  const { inputPer1M: input, outputPer1M: output } = terms;
  const figures =
    input === undefined && output === undefined
      ? terms.perRequest === undefined
        ? "by other units"
        : `${terms.perRequest} a request`
      : `${input ?? "none"} / ${output ?? "none"}`;
  const also = agreeing.map((other) => `, also ${EVIDENCE_NAMES[other]}`).join("");
  return `${EVIDENCE_NAMES[evidence]} ${figures} (${key}${also})`;
}
