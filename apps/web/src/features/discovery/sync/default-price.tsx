/** The price of what has no suggestion. Units: USD per request, decimal text. */
import { TextInput } from "@mantine/core";
import { describePriceProblem } from "@ratecard/contract";
import { parseUsd } from "@ratecard/money";
import { useState } from "react";

type DefaultPriceProps = Readonly<{ usd: string; onChange: (usd: string) => void }>;

/** Only a text that is a price is passed on. */
export function DefaultPrice({ usd, onChange }: DefaultPriceProps) {
  const [text, setText] = useState(usd);
  const parsed = parseUsd(text);
  return (
    <TextInput
      label="Default price, USD a request"
      inputMode="decimal"
      w={190}
      value={text}
      error={parsed.ok ? null : `It ${describePriceProblem(parsed.problem)}`}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        if (parseUsd(currentTarget.value).ok) onChange(currentTarget.value.trim());
      }}
    />
  );
}
