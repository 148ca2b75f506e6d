/** One model of the review: what prices it now, what is suggested and by whom, and the price it shall take. */
import { Drawer, Stack, Text } from "@mantine/core";
import { useMay } from "#web/components/session";
import { PriceGlance } from "../price-glance";
import { SOURCE_WORDS } from "#web/components/source-words";
import { describePriceNote, WARNING_WORDS } from "../price-words";
import type { ReviewRow } from "../shapes";
import { type Choice, choiceOf, chosenPrice, isImportable } from "./chosen-price";
import { OwnPriceForm } from "./own-price-form";
import { PriceOptions } from "./price-options";
import type { Sync } from "./use-sync";

type PriceDrawerProps = Readonly<{ row: ReviewRow; sync: Sync; defaultUsd: string; onClose: () => void }>;

export function PriceDrawer({ row, sync, defaultUsd, onClose }: PriceDrawerProps) {
  const mayWrite = useMay("discovery:write");
  const choose = (choice: Choice) => {
    sync.setChoices(new Map(sync.choices).set(row.name, choice));
    sync.setSelection(new Set(sync.selection).add(row.name));
    onClose();
  };
  const { rung, name, terms } = row.inForce;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="md"
      title={row.name}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack gap="md">
        <Facts row={row} />
        {row.warnings.map((warning) => (
          <Text key={warning} size="sm" c="var(--rc-warn)">
            {WARNING_WORDS[warning]}
          </Text>
        ))}
        {row.priceNotes.map(({ server, note }) => (
          <Text key={`${server} ${JSON.stringify(note)}`} size="sm" c="var(--rc-warn)">
            {server}: {describePriceNote(note)}
          </Text>
        ))}
        <div>
          <Text size="xs" c="dimmed">
            In force: {SOURCE_WORDS[rung]}
            {name !== null && name !== row.name && rung !== "default" && ` (${name})`}
          </Text>
          <PriceGlance terms={terms} absent="nothing prices it" />
        </div>
        {mayWrite && isImportable(row) && (
          <>
            <PriceOptions row={row} choice={choiceOf(row, sync.choices)} defaultUsd={defaultUsd} onChoose={choose} />
            <OwnPriceForm
              base={chosenPrice(row, sync.choices, defaultUsd)?.terms ?? terms}
              onSave={(own) => choose({ kind: "own", terms: own })}
            />
          </>
        )}
      </Stack>
    </Drawer>
  );
}

function Facts({ row }: Readonly<{ row: ReviewRow }>) {
  const behind = row.served.map(({ model, provider }) => (provider === null ? model : `${model} at ${provider}`));
  const facts = [row.provider, row.mode, row.isAlias ? "custom name" : null].filter((fact) => fact !== null);
  return (
    <div>
      <Text size="sm" c="dimmed">
        {facts.length === 0 ? "provider unknown" : facts.join(" · ")}
      </Text>
      {behind.length > 0 && <Text size="sm">Behind it: {behind.join(", ")}</Text>}
    </div>
  );
}
