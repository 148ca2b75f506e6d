/** What can be done to the rows at once: prices from a source, by an expression, pasted, filled down; and how to go on. */
import { Button, Group, Menu, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { Quiet } from "#web/components/quiet";
import { add, formatUsd, parseUsd, ZERO } from "@ratecard/money";
import { IconArrowRight, IconChevronDown } from "@tabler/icons-react";
import { memo, useState } from "react";
import { Money } from "#web/components/money";
import { notifyDone } from "#web/components/notify";
import type { ReviewRow } from "../shapes";
import { chooseForAll, fillDown } from "./chosen-price";
import { DefaultPrice } from "./default-price";
import { pastePrices } from "./paste-prices";
import { readExpression, setByExpression } from "./price-expression";
import { PRICE_SOURCE_IDS, PRICE_SOURCES, type PriceSource, pricesFrom, takeAllFrom } from "./price-sources";
import type { Sync } from "./use-sync";
import { counted } from "#web/components/count";

type SelectionActionsProps = Readonly<{
  sync: Sync;
  rows: readonly ReviewRow[];
  /** Answers those that the filter leaves. */
  shownNow: () => readonly ReviewRow[];
  /** The selected ones, also those a filter hides. */
  selected: readonly ReviewRow[];
  defaultUsd: string;
  /** So many of the selected ones have no price yet. */
  undecided: number;
  onConfirm: () => void;
}>;

/** Memoised: a filter does not draw it again. */
export const SelectionActions = memo((props: SelectionActionsProps) => {
  const { sync, shownNow, selected, defaultUsd } = props;
  const [isPasting, setPasting] = useState(false);
  const takeFrom = (source: PriceSource) => {
    const shown = shownNow();
    sync.setChoices(takeAllFrom(sync.choices, shown, source));
    const taken = shown.filter((row) => pricesFrom(row, source).length === 1).map(({ name }) => name);
    sync.setSelection(new Set([...sync.selection, ...taken]));
    notifyDone(`${taken.length.toLocaleString("en")} shown rows take the price of ${PRICE_SOURCES[source].words}`);
  };
  const fill = () => {
    const filled = fillDown(sync.choices, selected, defaultUsd);
    if (filled) sync.setChoices(filled);
  };
  return (
    <Stack gap={6}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Totals selected={selected} />
        <Group gap="sm">
          <ConfirmSelected {...props} />
        </Group>
      </Group>
      <Group gap="xs" align="flex-start">
        <TakeAllFrom shownNow={shownNow} onTake={takeFrom} />
        <ExpressionInput sync={sync} selected={selected} />
        <Button variant="default" onClick={() => setPasting(true)}>
          Paste prices …
        </Button>
        <Button variant="default" disabled={selected.length < 2} onClick={fill}>
          Fill down
        </Button>
        <Button
          variant="default"
          disabled={selected.length === 0}
          onClick={() => sync.setChoices(chooseForAll(sync.choices, selected, "default"))}
        >
          Use default price
        </Button>
        <DefaultPrice usd={defaultUsd} onChange={sync.setDefaultUsd} />
      </Group>
      {isPasting && <PasteDialog {...props} onClose={() => setPasting(false)} />}
    </Stack>
  );
});

const ConfirmSelected = ({ selected, undecided, onConfirm }: SelectionActionsProps) => (
  <>
    {undecided > 0 && (
      <Text size="sm" c="var(--rc-warn)" role="status">
        {undecided} of them {undecided === 1 ? "needs" : "need"} a price: open the row, or use the default.
      </Text>
    )}
    <Button
      rightSection={<IconArrowRight size={14} stroke={1.8} />}
      disabled={selected.length === 0 || undecided > 0}
      onClick={onConfirm}
    >
      Confirm {counted(selected.length, "price")}
    </Button>
  </>
);

function Totals({ selected }: Pick<SelectionActionsProps, "selected">) {
  const requests = selected.reduce((sum, row) => sum + row.requests, 0);
  const costUsd = formatUsd(
    selected.reduce((sum, { costUsd: usd }) => {
      const parsed = parseUsd(usd);
      return parsed.ok ? add(sum, parsed.value) : sum;
    }, ZERO),
  );
  return (
    <Text size="sm" lh="30px" role="status" component="div">
      <b>{selected.length.toLocaleString("en")} selected</b>
      {requests > 0 && (
        <Quiet>
          {" "}
          {requests.toLocaleString("en")} requests in 30 days, booked at <Money usd={costUsd} />
        </Quiet>
      )}
    </Text>
  );
}

type TakeAllFromProps = Readonly<{ shownNow: () => readonly ReviewRow[]; onTake: (source: PriceSource) => void }>;

const TakeAllFrom = (props: TakeAllFromProps) => (
  <Menu position="bottom-start">
    <Menu.Target>
      <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
        Take all shown from
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      <SourceItems {...props} />
    </Menu.Dropdown>
  </Menu>
);

/** Counted when the menu opens. */
function SourceItems({ shownNow, onTake }: TakeAllFromProps) {
  const shown = shownNow();
  return PRICE_SOURCE_IDS.map((source) => {
    const count = shown.filter((row) => pricesFrom(row, source).length === 1).length;
    return (
      <Menu.Item key={source} disabled={count === 0} onClick={() => onTake(source)}>
        {PRICE_SOURCES[source].words} ({count.toLocaleString("en")})
      </Menu.Item>
    );
  });
}

function ExpressionInput({ sync, selected }: Pick<SelectionActionsProps, "sync" | "selected">) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const apply = () => {
    const read = readExpression(text);
    if (!read.ok) return setProblem(read.problem);
    const { choices, skipped } = setByExpression(sync.choices, selected, read.termsOf);
    sync.setChoices(choices);
    setProblem(null);
    const done = selected.length - skipped;
    const left = skipped > 0 ? `; ${skipped.toLocaleString("en")} have no such price and keep theirs` : "";
    notifyDone(`${done.toLocaleString("en")} selected rows are set to ${text.trim()}${left}`);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <Group gap={4} wrap="nowrap" align="flex-start">
        <TextInput
          aria-label="Set the selected to"
          placeholder="suggested * 1.2, 3 / 15"
          w={210}
          value={text}
          error={problem}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            setProblem(null);
          }}
        />
        <Button type="submit" variant="default" disabled={selected.length === 0 || text.trim() === ""}>
          Set selected
        </Button>
      </Group>
    </form>
  );
}

function PasteDialog({ sync, rows, selected, onClose }: SelectionActionsProps & Readonly<{ onClose: () => void }>) {
  const [text, setText] = useState("");
  const pasted = pastePrices(text, sync.choices, { rows, selected });
  const take = () => {
    sync.setChoices(pasted.choices);
    sync.setSelection(new Set([...sync.selection, ...pasted.names]));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Prices from a spreadsheet" size="lg">
      <Stack gap="sm">
        <Textarea
          label="Paste cells"
          description="Columns: model, input, output, per request; USD per 1M tokens. Without the model they go to the selected rows, from above."
          autosize
          minRows={6}
          maxRows={14}
          data-autofocus
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        {pasted.problems.slice(0, 5).map((problem) => (
          <Text key={problem} size="sm" c="var(--rc-bad)">
            {problem}
          </Text>
        ))}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={pasted.names.length === 0} onClick={take}>
            Take {counted(pasted.names.length, "price")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
