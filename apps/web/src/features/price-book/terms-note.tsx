/** What an entry says beyond the fields of the form. It is kept by every edit here and changed through import or API. */
import { Code, Stack, Text } from "@mantine/core";
import type { PriceRow } from "./price-row";

export function TermsNote({ row }: Readonly<{ row: PriceRow }>) {
  const { thresholds, tiers, otherTerms } = row;
  if (!thresholds && !tiers && !otherTerms) return null;
  return (
    <Stack gap={4}>
      <Text size="xs" c="dimmed">
        This entry also has terms that the form does not show. They stay as they are; the JSON import changes them.
      </Text>
      <Code block fz="xs" mah={160} style={{ overflow: "auto" }} tabIndex={0}>
        {JSON.stringify({ ...(thresholds && { thresholds }), ...(tiers && { tiers }), ...otherTerms }, null, 1)}
      </Code>
    </Stack>
  );
}
