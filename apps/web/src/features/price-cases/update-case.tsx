/** Gives a golden case another cost that it has to have from now on, with the reason. */
import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { modals } from "@mantine/modals";
import { UpdatePriceCase } from "@ratecard/contract";
import { useMutation } from "@tanstack/react-query";
import { checkWith } from "#web/components/field-errors";
import { feedback } from "#web/components/notify";
import { trpc } from "#web/trpc";
import type { CheckedCase } from "./case-words";

const MODAL = "golden-case-update";

export const openUpdateCase = (standing: CheckedCase): void => {
  modals.open({ modalId: MODAL, title: `Update “${standing.label}”`, children: <UpdateCase standing={standing} /> });
};

function UpdateCase({ standing }: Readonly<{ standing: CheckedCase }>) {
  const { id, expectedUsd, expectedSource, foundUsd, foundSource, label } = standing;
  const kept = { id, expectedSource: expectedSource === null ? null : foundSource };
  const form = useForm({
    initialValues: { expectedUsd: foundUsd ?? expectedUsd, reason: "" },
    validate: (values) => checkWith(UpdatePriceCase)({ ...kept, ...values }),
  });
  const update = useMutation(
    trpc.priceCases.update.mutationOptions(feedback(() => `${label} is updated`, trpc.priceCases.pathFilter())),
  );
  return (
    <form
      onSubmit={form.onSubmit((values) =>
        update.mutate({ ...kept, ...values }, { onSuccess: () => modals.close(MODAL) }),
      )}
      noValidate
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          It had to cost {expectedUsd} USD; now it {foundUsd === null ? "has no cost" : `costs ${foundUsd} USD`}.
        </Text>
        <TextInput label="Must cost, USD" inputMode="decimal" {...form.getInputProps("expectedUsd")} />
        <Textarea label="Reason" autosize minRows={2} {...form.getInputProps("reason")} />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => modals.close(MODAL)}>
            Cancel
          </Button>
          <Button type="submit" loading={update.isPending}>
            Update
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
