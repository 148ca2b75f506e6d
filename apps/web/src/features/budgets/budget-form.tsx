/** Sets a budget, or the amount of one that is there. */
import { Autocomplete, Button, Group, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { modals } from "@mantine/modals";
import { addDays, BUDGET_KINDS, type BudgetKind, SetBudget } from "@ratecard/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { checkWith, fieldErrorsOf } from "#web/components/field-errors";
import { useToday } from "#web/components/ledger-zone";
import { notifyDone, notifyError } from "#web/components/notify";
import { trpc } from "#web/trpc";
import type { Budget } from "./budget-words";

export const BUDGET_MODAL = "budget";

const KIND_LABELS: Readonly<Record<BudgetKind, string>> = { all: "All requests", team: "A team", model: "A model" };
const KINDS = BUDGET_KINDS.map((value) => ({ value, label: KIND_LABELS[value] }));

/** Names are offered of so many days. */
const OFFERED_DAYS = 90;

export function BudgetForm({ standing }: Readonly<{ standing?: Budget }>) {
  const { form, save, isSaving } = useBudgetForm(standing);
  const { kind, name } = form.values;
  const names = useNames(kind, name);
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="sm">
        {!standing && (
          <>
            <SegmentedControl
              aria-label="Of what"
              data={KINDS}
              value={kind}
              onChange={(value) =>
                form.setValues({ kind: BUDGET_KINDS.find((known) => known === value) ?? "all", name: "" })
              }
            />
            {kind !== "all" && (
              <Autocomplete
                label={kind === "team" ? "Team" : "Model, as it is sent"}
                data={[...names]}
                {...form.getInputProps("name")}
              />
            )}
          </>
        )}
        <TextInput
          label="USD a month"
          inputMode="decimal"
          placeholder="1000"
          autoComplete="off"
          {...form.getInputProps("amountUsd")}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => modals.close(BUDGET_MODAL)}>
            Cancel
          </Button>
          <Button type="submit" loading={isSaving}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useNames(kind: BudgetKind, search: string): readonly string[] {
  const today = useToday();
  const by = kind === "team" ? "team" : "model";
  const { data } = useQuery(
    trpc.spend.names.queryOptions(
      { by, from: addDays(today, 1 - OFFERED_DAYS), to: today, search },
      { enabled: kind !== "all" },
    ),
  );
  return data ?? [];
}

type Values = { kind: BudgetKind; name: string; amountUsd: string };

function useBudgetForm(standing: Budget | undefined) {
  const queries = useQueryClient();
  const form = useForm<Values>({
    initialValues: {
      kind: standing?.kind ?? "all",
      name: standing?.name ?? "",
      amountUsd: standing?.amountUsd ?? "",
    },
    validate: checkWith(SetBudget),
  });
  const set = useMutation(
    trpc.budgets.set.mutationOptions({
      onError: (error) => {
        const fields = fieldErrorsOf(error);
        form.setErrors(fields);
        if (Object.keys(fields).length === 0) notifyError(error);
      },
      onSuccess: () => {
        notifyDone("The budget is saved");
        modals.close(BUDGET_MODAL);
      },
      onSettled: () => queries.invalidateQueries(),
    }),
  );
  return { form, save: (values: Values) => set.mutate(values), isSaving: set.isPending };
}
