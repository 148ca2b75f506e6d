/** The end of a price's form: what the save would do, why, and the save. */
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import type { ReactNode } from "react";
import { ImpactPreview } from "../impact-preview";
import { type PriceChanges, problemsOf } from "./price-form-values";
import type { PriceFormApi } from "./use-save-price";

const SETTLE_MS = 400;

type FormFooterProps = Readonly<{
  form: PriceFormApi;
  changes: PriceChanges;
  action: string;
  isSaving: boolean;
  onCancel: () => void;
  /** To the left: what else can be done with the entry. */
  aside?: ReactNode;
}>;

export function FormFooter({ form, changes, action, isSaving, onCancel, aside }: FormFooterProps) {
  const isSound = Object.keys(problemsOf(form.values)).length === 0;
  const isChanged = Object.keys(changes).length > 0;
  const [settled] = useDebouncedValue(JSON.stringify({ model: form.values.model.trim(), changes }), SETTLE_MS);
  const previewed = JSON.parse(settled) as { model: string; changes: PriceChanges };
  const isPricing = hasPrice(changes) || changes.isActive !== undefined;
  return (
    <Stack gap="sm" mt="md">
      {isSound && isChanged && isPricing && previewed.model !== "" && (
        <ImpactPreview model={previewed.model} changes={previewed.changes} />
      )}
      <TextInput
        label="Reason"
        description="Kept in the history, beside your name."
        placeholder="as “new contract from February”"
        {...form.getInputProps("reason")}
      />
      <Group justify="space-between">
        <Group gap="xs">{aside}</Group>
        <Group gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={isSaving} disabled={!isChanged}>
            {action}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

const hasPrice = (changes: PriceChanges): boolean =>
  Object.keys(changes).some((field) => /Per1M$|^(perRequest|thresholds|tiers)$/.test(field));
