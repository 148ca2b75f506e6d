import { Badge } from "@mantine/core";

type WordsBadgeProps = Readonly<{ words: string; color: string }>;

/** A word in a colour; Mantine's orange is too pale for text. */
export const WordsBadge = ({ words, color }: WordsBadgeProps) => (
  <Badge color={color} {...(color === "orange" ? { c: "var(--rc-warn)" } : {})}>
    {words}
  </Badge>
);
