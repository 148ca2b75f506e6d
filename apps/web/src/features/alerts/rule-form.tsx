/** The fields of a rule. Below them stands what it would have said in the last 30 days, before it is saved. */
import { Button, Group, Stack, Switch, TextInput } from "@mantine/core";
import { type AlertCheck, SaveAlertRule } from "@ratecard/contract";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { checkWith, fieldErrorsOf } from "#web/components/field-errors";
import { Refusal } from "#web/components/form-parts";
import { notifyDone } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { queryClient, trpc } from "#web/trpc";
import type { Rule } from "./alert-words";
import { ChannelChoice } from "./channels/channel-choice";
import { CheckFields } from "./check-fields";
import { RulePreview } from "./rule-preview";

export type RuleDraft = Pick<Rule, "name" | "check" | "isActive" | "isInApp" | "channelIds">;

type RuleFormProps = Readonly<{ id?: string; draft: RuleDraft; onClose: () => void }>;

export function RuleForm({ id, draft, onClose }: RuleFormProps) {
  const [values, setValues] = useState(draft);
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({});
  const mayWrite = useMay("alerts:write");
  const change = (patch: Partial<RuleDraft>) => setValues((standing) => ({ ...standing, ...patch }));
  const save = useMutation(
    trpc.alerts.saveRule.mutationOptions({
      onError: (error) => setRefused(fieldErrorsOf(error)),
      onSuccess: () => {
        notifyDone(`${values.name} is saved`);
        onClose();
      },
      onSettled: () => queryClient.invalidateQueries(trpc.alerts.pathFilter()),
    }),
  );
  const { name, check, isActive, isInApp, channelIds } = values;
  const input = { ...(id !== undefined && { id }), name, check, isActive, isInApp, channelIds: [...channelIds] };
  const submit = () => {
    const problems = checkWith(SaveAlertRule)(input);
    setRefused(problems);
    if (Object.keys(problems).length === 0) save.mutate(input);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset disabled={!mayWrite} style={{ border: 0, padding: 0, margin: 0 }}>
        <Stack gap="sm">
          <TextInput
            label="Name"
            value={values.name}
            error={refused.name}
            onChange={({ currentTarget }) => change({ name: currentTarget.value })}
          />
          <CheckFields check={values.check} refused={refused} onChange={(check: AlertCheck) => change({ check })} />
          <Switch
            label="Tell in the app"
            checked={values.isInApp}
            onChange={({ currentTarget }) => change({ isInApp: currentTarget.checked })}
          />
          <ChannelChoice chosen={values.channelIds} onChange={(channelIds) => change({ channelIds })} />
          <Switch
            label="On"
            checked={values.isActive}
            onChange={({ currentTarget }) => change({ isActive: currentTarget.checked })}
          />
          <RulePreview check={values.check} />
          <Refusal error={save.error} />
          {mayWrite && (
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={save.isPending}>
                Save
              </Button>
            </Group>
          )}
        </Stack>
      </fieldset>
    </form>
  );
}
