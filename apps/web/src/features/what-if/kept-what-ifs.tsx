/** What-ifs under a name: one's own, and those that others share; each is a link. */
import { Anchor, Button, Group, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { modals } from "@mantine/modals";
import { SaveWhatIf } from "@ratecard/contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { confirm } from "#web/components/confirm";
import { checkWith } from "#web/components/field-errors";
import { feedback } from "#web/components/notify";
import { Panel } from "#web/components/page";
import { type RouterOutputs, trpc } from "#web/trpc";
import type { Question } from "./what-if-draft";

type Kept = RouterOutputs["whatIf"]["list"][number];

const MODAL = "save-what-if";

export const openSaveWhatIf = (question: Question): void => {
  modals.open({ modalId: MODAL, title: "Save this what-if", children: <SaveForm question={question} /> });
};

function SaveForm({ question }: Readonly<{ question: Question }>) {
  const form = useForm({
    initialValues: { name: "", isShared: false },
    validate: checkWith(SaveWhatIf.omit({ question: true })),
  });
  const save = useMutation(
    trpc.whatIf.save.mutationOptions(feedback(({ name }) => `${name} is saved`, trpc.whatIf.list.pathFilter())),
  );
  const send = form.onSubmit((values) =>
    save.mutate({ ...values, question }, { onSuccess: () => modals.close(MODAL) }),
  );
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="sm">
        <TextInput
          label="Name"
          description="One of yours with this name is replaced."
          data-autofocus
          {...form.getInputProps("name")}
        />
        <Switch label="for everybody who sees spend" {...form.getInputProps("isShared", { type: "checkbox" })} />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function KeptWhatIfs({ onOpen }: Readonly<{ onOpen: (id: string) => void }>) {
  const { data = [] } = useQuery(trpc.whatIf.list.queryOptions());
  if (data.length === 0) return null;
  return (
    <Panel title="Saved">
      <Stack component="ul" gap={6} m={0} p={0} style={{ listStyle: "none" }} aria-label="Saved what-ifs">
        {data.map((kept) => (
          <KeptRow key={kept.id} kept={kept} onOpen={onOpen} />
        ))}
      </Stack>
    </Panel>
  );
}

function KeptRow({ kept, onOpen }: Readonly<{ kept: Kept; onOpen: (id: string) => void }>) {
  const { id, name, isShared, owner, mayChange } = kept;
  const remove = useMutation(
    trpc.whatIf.remove.mutationOptions(feedback(() => `${name} is deleted`, trpc.whatIf.list.pathFilter())),
  );
  return (
    <Group component="li" justify="space-between" wrap="nowrap">
      <Group gap="sm">
        <Anchor component="button" type="button" size="sm" onClick={() => onOpen(id)}>
          {name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {isShared ? `shared by ${owner}` : "only for you"}
        </Text>
      </Group>
      {mayChange && (
        <Button
          variant="subtle"
          size="compact-xs"
          color="gray"
          aria-label={`Delete ${name}`}
          onClick={() =>
            confirm({
              title: `Delete ${name}?`,
              preview: "No number changes.",
              action: "Delete",
              onConfirm: () => remove.mutate({ id }),
            })
          }
        >
          Delete
        </Button>
      )}
    </Group>
  );
}
