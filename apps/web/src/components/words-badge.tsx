import { Badge, type BadgeProps } from "@mantine/core";

type WordsBadgeProps = Readonly<{ words: string; color: string; "data-tip"?: string }> &
  Pick<BadgeProps, "size" | "flex">;

/** A word in a colour; Mantine's orange is too pale for text. */
export const WordsBadge = ({ words, color, ...badge }: WordsBadgeProps) => (
  <Badge color={color} {...badge} {...(color === "orange" && { c: "var(--rc-warn)" })}>
    {words}
  </Badge>
);
