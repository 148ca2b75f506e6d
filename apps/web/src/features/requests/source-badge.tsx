/** How a request came to its price, in a word; the rung on hover. */
import { Badge, Tooltip } from "@mantine/core";
import type { PricingSource } from "@ratecard/pricing";
import { SOURCE_WORDS } from "#web/components/source-words";

const COLOR: Readonly<Record<PricingSource, string>> = {
  "local-exact": "ledger",
  "local-wildcard": "ledger",
  "catalog-scoped": "blue",
  "catalog-bare": "blue",
  default: "orange",
  none: "red",
};

const MEANING: Readonly<Record<PricingSource, string>> = {
  "local-exact": "An entry of the price book has this name",
  "local-wildcard": "A wildcard of the price book begins this name",
  "catalog-scoped": "The catalogue has it under its provider",
  "catalog-bare": "The catalogue has it by its bare name",
  default: "Nobody priced this name: the default entry did",
  none: "No rung has a price, and the default is switched off",
};

export function SourceBadge({ source }: Readonly<{ source: PricingSource }>) {
  return (
    <Tooltip label={MEANING[source]}>
      <Badge color={COLOR[source]}>{SOURCE_WORDS[source]}</Badge>
    </Tooltip>
  );
}
