/** Chooses the requests of a dry run and starts it. They stand in the URL, so that other pages link here with theirs. */
import { Button, Group, Pill, Switch, TagsInput } from "@mantine/core";
import { RequestScope } from "@ratecard/contract";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { z } from "zod";
import { DaysInput } from "#web/components/days-input";
import { fieldErrorsOf } from "#web/components/field-errors";
import { Refusal } from "#web/components/form-parts";
import { Panel } from "#web/components/page";
import { useTableSearch } from "#web/components/use-table-search";
import { trpc } from "#web/trpc";
import { type Scope, scopeParts } from "./scope-words";

const Search = z.object({ scope: RequestScope.catch({}) });

/** Those that have a field of their own; the others come by a link and can be taken away. */
const OWN_FIELDS = new Set<keyof Scope>(["model", "from", "to", "isDefaultPriced"]);

export function NewRun() {
  const [{ scope }, setSearch] = useTableSearch(Search);
  const navigate = useNavigate();
  const start = useMutation(
    trpc.recost.preview.mutationOptions({
      onSuccess: ({ id }) => void navigate({ to: "/admin/recost/$id", params: { id } }),
    }),
  );
  const set = (patch: Partial<Scope>) => {
    const next = Object.entries({ ...scope, ...patch }).filter(([, value]) => value !== undefined);
    setSearch({ scope: Object.fromEntries(next) as Scope });
  };
  const errors = fieldErrorsOf(start.error);
  const others = scopeParts(scope).filter(([name]) => !OWN_FIELDS.has(name) || isInstant(scope[name]));
  return (
    <Panel>
      <Group align="flex-end" gap="sm" wrap="wrap">
        <TagsInput
          label="Model names"
          size="xs"
          placeholder={scope.model?.length ? "" : "any name"}
          value={[...(scope.model ?? [])]}
          onChange={(names) => set({ model: names.length > 0 ? names : undefined })}
          error={errors["scope.model"]}
          w={320}
        />
        <DaysInput
          isLabelled
          from={dayOf(scope.from)}
          to={dayOf(scope.to)}
          onChange={({ from, to }) => set({ from: from || undefined, to: to || undefined })}
          error={errors["scope.from"] ?? errors["scope.to"]}
        />
        <Switch
          label="Only what needs a price"
          checked={scope.isDefaultPriced === true}
          onChange={({ currentTarget }) => set({ isDefaultPriced: currentTarget.checked || undefined })}
          mb={8}
        />
        <Button loading={start.isPending} onClick={() => start.mutate({ scope })}>
          Dry run
        </Button>
      </Group>
      {others.length > 0 && (
        <Pill.Group mt="sm" aria-label="Further filters">
          {others.map(([name, words]) => (
            <Pill
              key={name}
              withRemoveButton
              onRemove={() => set({ [name]: undefined })}
              removeButtonProps={{ "aria-label": `Remove ${words}`, "aria-hidden": false, tabIndex: 0 }}
            >
              {words}
            </Pill>
          ))}
        </Pill.Group>
      )}
      <Refusal error={start.error} />
    </Panel>
  );
}

const isInstant = (bound: unknown): boolean => typeof bound === "string" && bound.includes("T");
const dayOf = (bound: string | undefined): string => (bound === undefined || isInstant(bound) ? "" : bound);
