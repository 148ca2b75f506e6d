/** A button that opens a list of names to filter by: any number of them, found by typing. The page keeps them in its URL. */
import { Button, Combobox, Group, Text, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type DayRange, LEDGER_SOURCES, type SpendDimension } from "@ratecard/contract";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { trpc } from "#web/trpc";
import { DIMENSION_WORDS, nameWords } from "./filters-in-url";

type NameFilterProps = Readonly<{
  by: SpendDimension;
  /** The names are those that are not shown. */
  isLeftOut?: boolean;
  /** Whose names are offered. */
  range: DayRange;
  value: readonly string[];
  onChange: (names: readonly string[]) => void;
}>;

const SETTLE_MS = 150;

export function NameFilter({ by, isLeftOut = false, range, value, onChange }: NameFilterProps) {
  const [search, setSearch] = useState("");
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setSearch("");
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const names = useNames(by, range, search, combobox.dropdownOpened);
  const choose = (option: string) => {
    const name = option.slice(1);
    const isChosen = value.includes(name);
    if (by === "tag") {
      onChange(isChosen ? [] : [name]);
      combobox.closeDropdown();
    } else {
      onChange(isChosen ? value.filter((each) => each !== name) : [...value, name]);
    }
  };
  const offered = [...value, ...names.filter((name) => !value.includes(name))];
  return (
    <Combobox store={combobox} onOptionSubmit={choose} width={280} position="bottom-start" shadow="md">
      <Combobox.Target withAriaAttributes={false}>
        <Button
          variant={value.length === 0 ? "default" : "light"}
          {...(isLeftOut && { color: "orange" })}
          rightSection={<IconChevronDown size={13} stroke={1.6} aria-hidden />}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          onClick={() => combobox.toggleDropdown()}
          maw={220}
        >
          {isLeftOut ? leftOutLabelOf(by, value) : labelOf(by, value)}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          placeholder="Find a name"
          aria-label={`Find ${DIMENSION_WORDS[by]}`}
        />
        <Combobox.Options mah={280} style={{ overflowY: "auto" }} aria-label={DIMENSION_WORDS[by]}>
          {offered.map((name) => (
            <Combobox.Option key={name} value={`=${name}`} active={value.includes(name)}>
              <Group gap={6} wrap="nowrap">
                <IconCheck size={13} aria-hidden style={{ flex: "none", opacity: value.includes(name) ? 1 : 0 }} />
                <Text span inherit truncate c={name === "" ? "dimmed" : undefined}>
                  {nameWords(by, name)}
                </Text>
              </Group>
            </Combobox.Option>
          ))}
          {offered.length === 0 && <Combobox.Empty>No such name in these days</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function labelOf(by: SpendDimension, value: readonly string[]): string {
  const [only] = value;
  if (only === undefined) return DIMENSION_WORDS[by];
  return value.length === 1
    ? `${DIMENSION_WORDS[by]}: ${nameWords(by, only)}`
    : `${DIMENSION_WORDS[by]} (${value.length})`;
}

function leftOutLabelOf(by: SpendDimension, value: readonly string[]): string {
  const [only] = value;
  const names = value.length === 1 && only !== undefined ? nameWords(by, only) : `${value.length} names`;
  return `${DIMENSION_WORDS[by]}: not ${names}`;
}

/** The most used ones; asked for when somebody looks. Requests without a name can be chosen, too. */
function useNames(by: SpendDimension, { from, to }: DayRange, search: string, isOpen: boolean): readonly string[] {
  const [settled] = useDebouncedValue(search, SETTLE_MS);
  const options = { enabled: isOpen && by !== "source", placeholderData: keepPreviousData };
  const found = useQuery(trpc.spend.names.queryOptions({ from, to, by, search: settled }, options));
  if (by === "source") return LEDGER_SOURCES.filter((source) => source.includes(search.trim().toLowerCase()));
  const isNameless = settled === "" && by !== "model";
  return [...(found.data ?? []), ...(isNameless ? [""] : [])];
}
