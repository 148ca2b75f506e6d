/** The price of what has no suggestion. Units: USD per request, decimal text. */
import { Group, Text, TextInput } from "@mantine/core";
import { describeProblem } from "@ratecard/contract";
import { parseUsd } from "@ratecard/money";
import { useId, useState } from "react";

type DefaultPriceProps = Readonly<{ usd: string; onChange: (usd: string) => void }>;

/** Only a text that is a price is passed on. */
export function DefaultPrice({ usd, onChange }: DefaultPriceProps) {
  const id = useId();
  const [text, setText] = useState(usd);
  const parsed = parseUsd(text);
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <Text component="label" htmlFor={id} size="sm" lh="30px">
        Default price, USD a request
      </Text>
      <TextInput
        id={id}
        inputMode="decimal"
        w={100}
        value={text}
        error={parsed.ok ? null : `It ${describeProblem(parsed.problem)}`}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          if (parseUsd(currentTarget.value).ok) onChange(currentTarget.value.trim());
        }}
      />
    </Group>
  );
}
