/** Keeps a request, or an answer of Explain, as a golden case: what it cost is what it has to cost from now on. */
import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { modals } from "@mantine/modals";
import { SavePriceCase } from "@ratecard/contract";
import { useMutation } from "@tanstack/react-query";
import { checkWith, fieldErrorsOf } from "#web/components/field-errors";
import { feedback, notifyError } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { SOURCE_WORDS } from "#web/components/source-words";
import { type RouterInputs, trpc } from "#web/trpc";
import { usageWords } from "./case-words";

type NewCase = RouterInputs["priceCases"]["save"];
type Question = RouterInputs["explain"]["explain"];

type KeepCaseProps = Readonly<{
  question: Question;
  /** null: it has no cost, so there is nothing to keep. */
  costUsd: string | null;
  source: NonNullable<NewCase["expectedSource"]>;
  request?: NonNullable<NewCase["request"]>;
}>;

const MODAL = "golden-case";

export function KeepCaseButton(props: KeepCaseProps) {
  const mayKeep = useMay("price-cases:write");
  const { costUsd } = props;
  if (!mayKeep || costUsd === null) return null;
  return (
    <Button
      variant="default"
      onClick={() =>
        modals.open({
          modalId: MODAL,
          title: "Keep as a golden case",
          children: <KeepCaseForm {...props} costUsd={costUsd} />,
        })
      }
    >
      Keep as a golden case
    </Button>
  );
}

type Values = { label: string; set: string; expectedUsd: string; isSourceKept: boolean; isTimeKept: boolean };

function KeepCaseForm({ question, costUsd, source, request }: KeepCaseProps & Readonly<{ costUsd: string }>) {
  const { model, provider, at, ...usage } = question;
  const newCase = ({ label, set, expectedUsd, isSourceKept, isTimeKept }: Values): NewCase => ({
    label,
    set,
    expectedUsd,
    model,
    usage,
    ...(provider !== undefined && { provider }),
    at: isTimeKept ? at : null,
    expectedSource: isSourceKept ? source : null,
    request: request ?? null,
  });
  const form = useForm<Values>({
    initialValues: {
      label: request ? `${model}, ${request.requestId}`.slice(0, 255) : `${model}, ${usageWords(usage)}`.slice(0, 255),
      set: "General",
      expectedUsd: costUsd,
      isSourceKept: false,
      isTimeKept: false,
    },
    validate: (values) => checkWith(SavePriceCase)(newCase(values)),
  });
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
  const submit = (values: Values) => save.mutate(newCase(values), { onSuccess: () => modals.close(MODAL) });
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          “{model}”: {usageWords(usage)}
        </Text>
        <TextInput label="Label" {...form.getInputProps("label")} />
        <TextInput label="Set" {...form.getInputProps("set")} />
        <TextInput label="Must cost, USD" inputMode="decimal" {...form.getInputProps("expectedUsd")} />
        <Checkbox
          label={`Must be priced by: ${SOURCE_WORDS[source].toLowerCase()}`}
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
