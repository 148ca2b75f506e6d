/** Keeps an answer of Explain, or a request, as a golden case: what it cost is what it has to cost from now on. */
import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { modals } from "@mantine/modals";
import { SavePriceCase } from "@ratecard/contract";
import { useMutation } from "@tanstack/react-query";
import { checkWith, fieldErrorsOf } from "#web/components/field-errors";
import { feedback, notifyError } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { SOURCE_WORDS } from "#web/components/source-words";
import { queryClient, type RouterInputs, trpc } from "#web/trpc";
import { type CheckedCase, usageWords } from "./case-words";

type NewCase = RouterInputs["priceCases"]["save"];
type Question = RouterInputs["explain"]["explain"];

type CaseOrigin = Readonly<{
  question: Question;
  source: NonNullable<NewCase["expectedSource"]>;
  request?: NonNullable<NewCase["request"]>;
}>;
/** `costUsd` null: it has no cost, so there is nothing to keep. */
type KeepCaseProps = CaseOrigin & Readonly<{ costUsd: string | null }>;

const MODAL = "golden-case";

export function KeepCaseButton(props: KeepCaseProps) {
  const mayKeep = useMay("price-cases:write");
  const { costUsd, question } = props;
  if (!mayKeep || costUsd === null) return null;
  const { model, provider: _provider, at: _at, ...usage } = question;
  const label = `${model}, ${usageWords(usage)}`.slice(0, 255);
  return (
    <Button
      variant="default"
      onClick={() =>
        modals.open({
          modalId: MODAL,
          title: "Keep as a golden case",
          children: <CaseForm {...props} initial={{ ...NEW, label, expectedUsd: costUsd }} replaces={null} />,
        })
      }
    >
      Keep as a golden case
    </Button>
  );
}

/** One that is kept already, in the same form. */
export function openKeptCase(kept: CheckedCase, origin: CaseOrigin): void {
  const { label, set, expectedUsd, expectedSource, at } = kept;
  const initial = { label, set, expectedUsd, isSourceKept: expectedSource !== null, isTimeKept: at !== null };
  modals.open({
    modalId: MODAL,
    title: `Edit “${label}”`,
    children: <CaseForm {...origin} initial={initial} replaces={kept} />,
  });
}

type Values = { label: string; set: string; expectedUsd: string; isSourceKept: boolean; isTimeKept: boolean };
export const NEW = { set: "General", isSourceKept: false, isTimeKept: false } as const;

export function newCase({ question, source, request }: CaseOrigin, values: Values): NewCase {
  const { model, provider, at, ...usage } = question;
  const { label, set, expectedUsd, isSourceKept, isTimeKept } = values;
  return {
    label,
    set,
    expectedUsd,
    model,
    usage,
    ...(provider !== undefined && { provider }),
    at: isTimeKept ? at : null,
    expectedSource: isSourceKept ? source : null,
    request: request ?? null,
  };
}

/** `replaces`: under another label or in another set, the case that was kept before goes. */
type CaseFormProps = CaseOrigin & Readonly<{ initial: Values; replaces: CheckedCase | null }>;

function CaseForm({ initial, replaces, ...origin }: CaseFormProps) {
  const { model, provider: _provider, at, ...usage } = origin.question;
  const form = useForm<Values>({
    initialValues: initial,
    validate: (values) => checkWith(SavePriceCase)(newCase(origin, values)),
  });
  const remove = useMutation(
    trpc.priceCases.remove.mutationOptions({
      onError: notifyError,
      onSettled: () => queryClient.invalidateQueries(trpc.priceCases.pathFilter()),
    }),
  );
  const save = useMutation(
    trpc.priceCases.save.mutationOptions({
      ...feedback(() => "The golden case is kept", trpc.priceCases.pathFilter()),
      onError: (error) => {
        const fields = fieldErrorsOf(error);
        form.setErrors(fields);
        if (Object.keys(fields).length === 0) notifyError(error);
      },
    }),
  );
  const submit = async (values: Values) => {
    await save.mutateAsync(newCase(origin, values));
    const isMoved = replaces && (replaces.label !== values.label || replaces.set !== values.set);
    if (isMoved) await remove.mutateAsync({ id: replaces.id });
    modals.close(MODAL);
  };
  return (
    <form onSubmit={form.onSubmit((values) => void submit(values).catch(() => undefined))} noValidate>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          “{model}”: {usageWords(usage)}
        </Text>
        <TextInput label="Label" {...form.getInputProps("label")} />
        <TextInput label="Set" {...form.getInputProps("set")} />
        <TextInput label="Must cost, USD" inputMode="decimal" {...form.getInputProps("expectedUsd")} />
        <Checkbox
          label={`Must be priced by: ${SOURCE_WORDS[origin.source].toLowerCase()}`}
          {...form.getInputProps("isSourceKept", { type: "checkbox" })}
        />
        {at !== undefined && (
          <Checkbox
            label={`At the price of ${at.slice(0, 16).replace("T", " ")} UTC, not of whenever it is checked`}
            {...form.getInputProps("isTimeKept", { type: "checkbox" })}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => modals.close(MODAL)}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Keep
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
