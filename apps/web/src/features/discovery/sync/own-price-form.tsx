/** A price typed by hand. Units: USD per 1,000,000 tokens and USD per request. */
import { Button, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { TermsJson } from "@ratecard/pricing";
import { DRAFT_FIELDS, type DraftField, draftOf, type PriceDraft, readDraft } from "./price-draft";

type OwnPriceFormProps = Readonly<{ base: TermsJson | null; onSave: (terms: TermsJson) => void }>;

const LABELS: Record<DraftField, string> = {
  input: "Input per 1M",
  output: "Output per 1M",
  cacheRead: "Cache reads per 1M",
  cacheWrite: "Cache writes per 1M",
  perRequest: "Per request",
};

export function OwnPriceForm({ base, onSave }: OwnPriceFormProps) {
  const form = useForm<PriceDraft>({
    initialValues: draftOf(base),
    validate: (draft) => {
      const read = readDraft(draft, base);
      return read.ok ? {} : read.errors;
    },
  });
  const save = (draft: PriceDraft) => {
    const read = readDraft(draft, base);
    if (read.ok) onSave(read.terms);
  };
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap="xs">
        <Text size="sm" fw={500}>
          Your own price, USD
        </Text>
        <SimpleGrid cols={2} spacing="xs" verticalSpacing="xs">
          {DRAFT_FIELDS.map((field) => (
            <TextInput
              key={field}
              label={LABELS[field]}
              inputMode="decimal"
              placeholder={field === "perRequest" ? "from a typical request" : "no price"}
              {...form.getInputProps(field)}
            />
          ))}
        </SimpleGrid>
        <Group justify="flex-end">
          <Button type="submit" variant="default">
            Use this price
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
