/**
 * The line above a table: search first (reached by `/`), then filters, then what is right-aligned.
 * `search` is debounced by the caller's URL state: pass `value` and `onChange` of `useTableSearch`.
 */
import { Group, Kbd, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";

type FilterBarProps = Readonly<{
  search?: Readonly<{
    value: string;
    onChange: (text: string) => void;
    /** Called with each key, before `onChange`: for rows that are at hand and filtered at once. */
    onType?: (text: string) => void;
    label: string;
    placeholder?: string;
  }>;
  /** Selects, segmented controls and the like. */
  children?: ReactNode;
  /** Pushed to the right: counts, unit switches, bulk actions. */
  right?: ReactNode;
}>;

export function FilterBar({ search, children, right }: FilterBarProps) {
  return (
    <Group gap="xs" justify="space-between" wrap="wrap">
      <Group gap="xs" wrap="wrap">
        {search && <SearchInput {...search} />}
        {children}
      </Group>
      {right !== undefined && (
        <Group gap="xs" wrap="wrap">
          {right}
        </Group>
      )}
    </Group>
  );
}

const SETTLE_MS = 150;

function SearchInput({ value, onChange, onType, label, placeholder }: NonNullable<FilterBarProps["search"]>) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const settle = useDebouncedCallback(onChange, SETTLE_MS);
  useHotkeys([["/", () => input.current?.focus()]]);
  // A link or the back button may change the URL while the input is not being typed in.
  useEffect(() => {
    if (document.activeElement !== input.current) setText(value);
  }, [value]);

  return (
    <TextInput
      ref={input}
      type="search"
      w={260}
      aria-label={label}
      placeholder={placeholder ?? label}
      value={text}
      leftSection={<IconSearch size={14} stroke={1.6} aria-hidden />}
      rightSection={text === "" ? <Kbd size="xs">/</Kbd> : undefined}
      rightSectionPointerEvents="none"
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        onType?.(currentTarget.value);
        settle(currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // The browser would empty the field: leaving keeps what was found.
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}
