import { TextInput } from "@mantine/core";

type BatchNameProps = Readonly<{ name: string; onChange: (name: string) => void; width?: number }>;

/** The name a batch of prices is kept under; `hasName` says whether it will do. */
export const BatchName = ({ name, onChange, width = 260 }: BatchNameProps) => (
  <TextInput
    aria-label="Name of the batch"
    w={width}
    value={name}
    error={hasName(name) ? null : "It needs a name."}
    onChange={({ currentTarget }) => onChange(currentTarget.value)}
  />
);

export const hasName = (name: string): boolean => name.trim() !== "";
