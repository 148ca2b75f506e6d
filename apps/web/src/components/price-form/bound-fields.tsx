/** Thresholds and tiers of a price, a row each: other rates for long prompts. Units: prompt tokens; USD as the form says. */
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { type BoundDraft, boundDraftProblems, type BoundName, withRow } from "./bound-drafts";
import { BoundRow } from "./bound-row";
import { Disclosure } from "../disclosure";
import type { TermsDraft } from "./terms-draft";

export type BoundFieldsProps = Readonly<{
  draft: TermsDraft;
  /** By path, as `thresholds[0].aboveTokens`. */
  problems: Readonly<Record<string, ReactNode>>;
  onBounds: (name: BoundName, rows: readonly BoundDraft[]) => void;
}>;

export function BoundFields(props: BoundFieldsProps) {
  const { thresholds, tiers } = props.draft;
  const count = thresholds.length + tiers.length;
  return (
    <Disclosure label={`Long prompts: thresholds and tiers${count > 0 ? ` (${count})` : ""}`} isUsed={count > 0}>
      <Stack gap="md" mt="xs">
        <BoundList {...props} name="thresholds" title="Thresholds" addLabel="Add a threshold">
          Above so many prompt tokens the whole request costs these rates; one left empty is as usual.
        </BoundList>
        <BoundList {...props} name="tiers" title="Tiers" addLabel="Add a tier">
          The tier a prompt falls into prices the whole request; beyond the last one, the last one does.
        </BoundList>
        {thresholds.length > 0 && tiers.length > 0 && (
          <Alert color="gray" variant="light" p="xs" role="note">
            While there are tiers, thresholds price batches only.
          </Alert>
        )}
      </Stack>
    </Disclosure>
  );
}

type BoundListProps = BoundFieldsProps &
  Readonly<{
    name: BoundName;
    title: string;
    addLabel: string;
    children: ReactNode;
  }>;

function BoundList({ draft, problems: told, onBounds, name, title, addLabel, children }: BoundListProps) {
  const rows = draft[name];
  const problems = useBoundProblems(draft, told);
  const [added, setAdded] = useState<number | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const write = (next: readonly BoundDraft[]) => onBounds(name, next);
  const add = () => {
    const next = withRow(name, rows);
    setAdded(next.at(-1)?.key ?? null);
    write(next);
  };
  return (
    <Stack gap={6} role="group" aria-label={title}>
      <Text size="xs" c="dimmed">
        <b>{title}.</b> {children}
      </Text>
      {rows.map((row, at) => (
        <BoundRow
          key={row.key}
          name={name}
          at={at}
          row={row}
          unit={draft.unit}
          problems={problems}
          isNew={row.key === added}
          onChange={(next) => write(rows.map((known) => (known.key === row.key ? next : known)))}
          onRemove={() => {
            write(rows.filter((known) => known.key !== row.key));
            addButton.current?.focus();
          }}
        />
      ))}
      <Group>
        <Button
          ref={addButton}
          size="compact-xs"
          variant="default"
          leftSection={<IconPlus size={12} stroke={1.8} aria-hidden />}
          onClick={add}
        >
          {addLabel}
        </Button>
      </Group>
    </Stack>
  );
}

/** What is wrong with what was typed is said at once, what is still missing after the attempt to save. */
function useBoundProblems(
  { thresholds, tiers, unit }: TermsDraft,
  told: Readonly<Record<string, ReactNode>>,
): Readonly<Record<string, ReactNode>> {
  const live = useMemo(() => boundDraftProblems({ thresholds, tiers }, unit), [thresholds, tiers, unit]);
  const isMissing = (sentence: string) =>
    sentence.startsWith("Enter ") || /\b(is missing|names no rate)\b/.test(sentence);
  return { ...Object.fromEntries(Object.entries(live).filter(([, sentence]) => !isMissing(sentence))), ...told };
}
