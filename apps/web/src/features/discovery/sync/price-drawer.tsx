/** One model of the review: what prices it now, what is suggested and by whom, and the price it shall take. */
import { Button, Drawer, Group, Radio, Stack, Text } from "@mantine/core";
import { EVIDENCE_NAMES } from "@ratecard/contract";
import type { TermsJson } from "@ratecard/pricing";
import { type FormEvent, useState } from "react";
import { emptyDraft, moneyProblems, withTerms } from "#web/components/price-form/terms-draft";
import { TermsFields } from "#web/components/price-form/terms-fields";
import { draftWriters } from "#web/components/price-form/draft-writers";
import { useMay } from "#web/components/session";
import { SOURCE_WORDS } from "#web/components/source-words";
import { PriceGlance } from "#web/components/price-glance";
import { describePriceNote, WARNING_WORDS } from "../price-words";
import type { ReviewRow, Suggestion } from "../shapes";
import { type Choice, choiceOf, chosenPrice, isImportable } from "./chosen-price";
import { readDraft } from "./price-draft";
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
      size={560}
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
  const bases = row.served.map(({ model, provider }) => (provider === null ? model : `${model} at ${provider}`));
  const facts = [row.provider, row.mode, row.isAlias ? "custom name" : null].filter((fact) => fact !== null);
  return (
    <div>
      <Text size="sm" c="dimmed">
        {facts.length === 0 ? "provider unknown" : facts.join(" · ")}
      </Text>
      {bases.length > 0 && <Text size="sm">Base model: {bases.join(", ")}</Text>}
    </div>
  );
}

type OwnPriceFormProps = Readonly<{ base: TermsJson | null; onSave: (terms: TermsJson) => void }>;

/** A price typed by hand. What the form does not show is kept from `base`. */
function OwnPriceForm({ base, onSave }: OwnPriceFormProps) {
  const [draft, setDraft] = useState(() => withTerms(emptyDraft(), base ?? {}));
  const [isTried, setIsTried] = useState(false);
  const read = readDraft(draft, base);
  const save = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (read.ok) onSave(read.terms);
  };
  return (
    <form onSubmit={save} aria-label="Your own price">
      <Stack gap="xs">
        <Text size="sm" fw={500}>
          Your own price
        </Text>
        <TermsFields
          draft={draft}
          problems={isTried && !read.ok ? read.errors : moneyProblems(draft)}
          {...draftWriters(draft, setDraft)}
        />
        <Group justify="flex-end">
          <Button type="submit" variant="default">
            Use this price
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type PriceOptionsProps = Readonly<{
  row: ReviewRow;
  choice: Choice | null;
  defaultUsd: string;
  onChoose: (choice: Choice) => void;
}>;

const DEFAULT = "default";

/** The prices known for a model, each with its evidence, and the default one. */
function PriceOptions({ row, choice, defaultUsd, onChoose }: PriceOptionsProps) {
  const value = choice?.kind === "suggestion" ? String(choice.index) : (choice?.kind ?? null);
  const pick = (picked: string) =>
    onChoose(picked === DEFAULT ? { kind: "default" } : { kind: "suggestion", index: Number.parseInt(picked, 10) });
  return (
    <Radio.Group label="New price" description="USD per 1M tokens, input / output" value={value} onChange={pick}>
      <Stack gap={6} mt={6}>
        {row.suggestions.map((suggestion, index) => (
          <Radio
            key={`${suggestion.evidence} ${suggestion.key}`}
            size="xs"
            value={String(index)}
            label={<PriceGlance terms={suggestion.terms} />}
            description={evidenceText(suggestion)}
          />
        ))}
        <Radio
          size="xs"
          value={DEFAULT}
          label={<PriceGlance terms={{ perRequest: defaultUsd }} />}
          description="the default price"
        />
      </Stack>
    </Radio.Group>
  );
}

function evidenceText({ evidence, key, rung, agreeing, isOtherProvider }: Suggestion): string {
  const source = rung === null ? EVIDENCE_NAMES[evidence] : `${EVIDENCE_NAMES[evidence]}, by ${SOURCE_WORDS[rung]}`;
  const also = agreeing.length === 0 ? "" : `; also ${agreeing.map((other) => EVIDENCE_NAMES[other]).join(", ")}`;
  return `${source}: ${key}${also}${isOtherProvider ? " (another provider's)" : ""}`;
}
