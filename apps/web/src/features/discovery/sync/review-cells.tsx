/** Cells of the review grid: plain elements and titles, since thousands of rows pass by. */
import { IconAlertTriangle } from "@tabler/icons-react";
import { EVIDENCE_NAMES } from "@ratecard/contract";
import { Quiet, RowName, ShortText } from "#web/components/quiet";
import { RowBadge } from "#web/components/row-controls";
import { SOURCE_WORDS } from "#web/components/source-words";
import { PriceGlance, priceGlanceText } from "#web/components/price-glance";
import { WARNING_WORDS } from "../price-words";
import type { ReviewRow, Suggestion } from "../shapes";
import { isImportable, type ReviewPrice } from "./chosen-price";
import { PRICE_SOURCES, pricesFrom, type PriceSource } from "./price-sources";
import classes from "./review-cells.module.css";

export function ModelName({ name, served }: ReviewRow) {
  const baseModels = served.map(({ model }) => model).join(", ");
  return (
    <span className={classes.line} title={baseModels === "" ? name : `${name}, served by ${baseModels}`}>
      <RowName>{name}</RowName>
      {baseModels !== "" && <Quiet>{` → ${baseModels}`}</Quiet>}
    </span>
  );
}

/** The status beside it names the rung; the entry that answers is told on hover. */
export function InForce({ inForce: { rung, name, terms } }: ReviewRow) {
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
  const places = pricesFrom(row, source);
  const [index, other] = places;
  const suggestion = index === undefined ? undefined : row.suggestions[index];
  if (index === undefined || !suggestion) return null;
  if (other !== undefined) return <ShortText text={`${places.length} prices`} />;
  const title = sourceFigures(suggestion);
  const glance = <PriceGlance terms={suggestion.terms} />;
  if (!onTake || !isImportable(row)) return <span title={title}>{glance}</span>;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.button}
      title={title}
      aria-pressed={chosen === index}
      aria-label={`Take the price of ${PRICE_SOURCES[source].words} for ${row.name}`}
      onClick={() => onTake(row.name, index)}
    >
      {glance}
    </button>
  );
}

export function Difference({ differencePercent: percent }: ReviewRow) {
  if (percent === null || percent === "0") return null;
  const isDearer = !percent.startsWith("-");
  return <span className={isDearer ? classes.warn : classes.good}>{`${isDearer ? "+" : ""}${percent} %`}</span>;
}

export function Warnings({ name, warnings }: ReviewRow) {
  if (warnings.length === 0) return null;
  const sentences = warnings.map((warning) => WARNING_WORDS[warning]).join(" ");
  return (
    <span className={classes.warn} role="img" title={sentences} aria-label={`${name}: ${sentences}`}>
      <IconAlertTriangle size={14} stroke={1.8} aria-hidden />
      {warnings.includes("sources-differ") ? "sources differ" : warnings.length > 1 && warnings.length}
    </span>
  );
}

type NewPriceProps = Readonly<{ row: ReviewRow; price: ReviewPrice; isSelected: boolean }>;

export function NewPrice({ row, price: { terms, words, isMade }, isSelected }: NewPriceProps) {
  if (!isImportable(row)) return <ShortText text={row.entry?.pinnedBy ? "pinned" : "edited in the price book"} />;
  if (!terms) return isSelected ? <RowBadge color="orange">choose a price</RowBadge> : null;
  return (
    <span className={classes.words} data-decided={isSelected || isMade || undefined}>
      <PriceGlance terms={terms} />
      <ShortText text={words} />
    </span>
  );
}

/**
 * Who names which price, in words: "the price set at the server $9.9 / $10 (house, also the catalogue)".
 */
function sourceFigures({ evidence, key, agreeing, terms }: Suggestion): string {
  const also = agreeing.map((other) => `, also ${EVIDENCE_NAMES[other]}`).join("");
  return `${EVIDENCE_NAMES[evidence]} ${priceGlanceText(terms)} (${key}${also})`;
}
