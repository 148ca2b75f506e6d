/** What a period is compared with. */
import { Select } from "@mantine/core";
import { type Comparison, COMPARISONS } from "@ratecard/contract";

const WORDS: Readonly<Record<Comparison, string>> = {
  previous: "Against the period before",
  month: "Against the month before",
  year: "Against the year before",
  none: "Compared with nothing",
};
const CHOICES = COMPARISONS.map((value) => ({ value, label: WORDS[value] }));

type ComparisonPickerProps = Readonly<{ compare: Comparison; onChange: (compare: Comparison) => void }>;

export const ComparisonPicker = ({ compare, onChange }: ComparisonPickerProps) => (
  <Select
    aria-label="Compared with"
    w={205}
    data={CHOICES}
    value={compare}
    allowDeselect={false}
    onChange={(value) => onChange(COMPARISONS.find((known) => known === value) ?? "previous")}
  />
);
