/** Questions of spend under a name: opened by a click or a link, kept for oneself or for everybody. */
import { Button, Group, Modal, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { SaveSpendView } from "@ratecard/contract";
import { IconBookmark } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { confirm } from "#web/components/confirm";
import { checkWith } from "#web/components/field-errors";
import { feedback } from "#web/components/notify";
import { ErrorState, LoadingState } from "#web/components/states";
import { type RouterOutputs, trpc } from "#web/trpc";

type SavedView = RouterOutputs["spend"]["views"]["list"][number];

export function SavedViews() {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" leftSection={<IconBookmark size={14} stroke={1.6} aria-hidden />} onClick={open}>
        Saved views
      </Button>
      <Modal opened={isOpen} onClose={close} title="Saved views" size="lg">
        <Stack gap="md">
          <SaveThisView />
          <ViewList />
        </Stack>
      </Modal>
    </>
  );
}

const stale = () => trpc.spend.views.pathFilter();

/** The question as it stands in the URL: relative periods move on with the days. */
function SaveThisView() {
  const form = useForm({
    initialValues: { name: "", isShared: false },
    validate: checkWith(SaveSpendView.omit({ search: true })),
  });
  const save = useMutation(trpc.spend.views.save.mutationOptions(feedback(({ name }) => `${name} is saved`, stale())));
  const send = form.onSubmit((values) => {
    save.mutate({ ...values, search: window.location.search.replace(/^\?/, "") });
    form.reset();
  });
  return (
    <form onSubmit={send}>
      <Group gap="sm" align="flex-end">
        <TextInput
          label="Save what is shown as"
          description="A view of yours with this name is replaced."
          flex={1}
          data-autofocus
          {...form.getInputProps("name")}
        />
        <Switch label="for everybody" mb={8} {...form.getInputProps("isShared", { type: "checkbox" })} />
        <Button type="submit" loading={save.isPending}>
          Save
        </Button>
      </Group>
    </form>
  );
}

function ViewList() {
  const views = useQuery(trpc.spend.views.list.queryOptions());
  if (views.error) return <ErrorState error={views.error} retry={() => void views.refetch()} />;
  if (!views.data) return <LoadingState label="Loading the saved views" />;
  if (views.data.length === 0) return <Text c="dimmed">No view is saved yet.</Text>;
  return (
    <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: "none" }} aria-label="Views">
      {views.data.map((view) => (
        <ViewRow key={view.id} view={view} />
      ))}
    </Stack>
  );
}

function ViewRow({ view }: Readonly<{ view: SavedView }>) {
  const [isRenaming, setRenaming] = useState(false);
  const change = useMutation(
    trpc.spend.views.change.mutationOptions(feedback(({ name }) => `${name} is changed`, stale())),
  );
  const remove = useMutation(
    trpc.spend.views.remove.mutationOptions(feedback(() => `${view.name} is deleted`, stale())),
  );
  const { id, name, isShared, owner, mayChange } = view;
  const askToDelete = () =>
    confirm({
      title: `Delete ${name}?`,
      preview: isShared ? "Nobody finds it here any more. No number changes." : "No number changes.",
      action: "Delete",
      onConfirm: () => remove.mutate({ id }),
    });
  const rename = (to: string) => {
    setRenaming(false);
    if (to !== name) change.mutate({ id, name: to, isShared });
  };
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="sm">
      {isRenaming ? (
        <NewName name={name} onDone={rename} />
      ) : (
        <Stack gap={0} miw={0}>
          <a href={`/dashboard/explore${view.search === "" ? "" : `?${view.search}`}`}>{name}</a>
          <Text size="xs" c="dimmed">
            {isShared ? `shared by ${owner}` : "only for you"}
          </Text>
        </Stack>
      )}
      {mayChange && !isRenaming && (
        <Group gap={4} wrap="nowrap">
          <RowButton label="Rename" of={name} onClick={() => setRenaming(true)} />
          <RowButton
            label={isShared ? "Keep to its owner" : "Share"}
            of={name}
            onClick={() => change.mutate({ id, name, isShared: !isShared })}
          />
          <RowButton label="Delete" of={name} onClick={askToDelete} />
        </Group>
      )}
    </Group>
  );
}

type RowButtonProps = Readonly<{ label: string; of: string; onClick: () => void }>;

function RowButton({ label, of, onClick }: RowButtonProps) {
  return (
    <Button variant="subtle" size="compact-xs" color="gray" aria-label={`${label}: ${of}`} onClick={onClick}>
      {label}
    </Button>
  );
}

function NewName({ name, onDone }: Readonly<{ name: string; onDone: (to: string) => void }>) {
  const [text, setText] = useState(name);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onDone(text.trim() || name);
      }}
    >
      <Group gap="xs">
        <TextInput
          aria-label={`New name of ${name}`}
          value={text}
          autoFocus
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Button type="submit" size="xs">
          Rename
        </Button>
      </Group>
    </form>
  );
}
