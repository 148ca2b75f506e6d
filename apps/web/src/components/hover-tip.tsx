/**
 * A tooltip that costs nothing until somebody points at it: a screen of a table holds hundreds.
 *   <HoverTip label="0.0105 USD"><span>$0.0105</span></HoverTip>
 */
import { Tooltip } from "@mantine/core";
import { cloneElement, type ReactElement, type ReactNode, useState } from "react";

type HoverTipProps = Readonly<{ label: ReactNode; children: ReactElement<{ onMouseEnter?: () => void }> }>;

export function HoverTip({ label, children }: HoverTipProps) {
  const [isWanted, setIsWanted] = useState(false);
  if (!isWanted) return cloneElement(children, { onMouseEnter: () => setIsWanted(true) });
  return <Tooltip label={label}>{children}</Tooltip>;
}
