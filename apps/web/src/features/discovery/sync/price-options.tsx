/** The prices known for a model, each with its evidence, and the default one. */
import { Radio, Stack } from "@mantine/core";
import { PriceGlance } from "../price-glance";
import { SOURCE_WORDS } from "#web/components/source-words";
import { EVIDENCE_NAMES } from "@ratecard/contract";
import type { ReviewRow, Suggestion } from "../shapes";
import type { Choice } from "./chosen-price";

type PriceOptionsProps = Readonly<{
  row: ReviewRow;
  choice: Choice | null;
  defaultUsd: string;
  onChoose: (choice: Choice) => void;
}>;

const DEFAULT = "default";

export function PriceOptions({ row, choice, defaultUsd, onChoose }: PriceOptionsProps) {
  const value = choice?.kind === "suggestion" ? String(choice.index) : (choice?.kind ?? null);
  const pick = (picked: string) =>
    onChoose(picked === DEFAULT ? { kind: "default" } : { kind: "suggestion", index: Number.parseInt(picked, 10) });
  return (
    <Radio.Group label="New price" description="USD per 1M tokens, input / output" value={value} onChange={pick}>
      <Stack gap={6} mt={6}>
        {row.suggestions.map((suggestion, index) => (
          <Radio
            key={`${suggestion.evidence} ${suggestion.key}`}
            size="xs"
            value={String(index)}
            label={<PriceGlance terms={suggestion.terms} />}
            description={evidenceText(suggestion)}
          />
        ))}
        <Radio
          size="xs"
          value={DEFAULT}
          label={<PriceGlance terms={{ perRequestUsd: defaultUsd }} />}
          description="the default price"
        />
      </Stack>
    </Radio.Group>
  );
}

function evidenceText({ evidence, key, rung, agreeing, isOtherProvider }: Suggestion): string {
  const source = rung === null ? EVIDENCE_NAMES[evidence] : `${EVIDENCE_NAMES[evidence]}, by ${SOURCE_WORDS[rung]}`;
  const also = agreeing.length === 0 ? "" : `; also ${agreeing.map((one) => EVIDENCE_NAMES[one]).join(", ")}`;
  return `${source}: ${key}${also}${isOtherProvider ? " (another provider's)" : ""}`;
}
