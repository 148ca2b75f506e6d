/**
 * A tooltip that costs nothing until somebody points at it: a screen of a table holds hundreds.
 * The child stays the same node: one that is replaced under the pointer swallows the click that is on its way.
 *   <HoverTip label="0.0105 USD"><span>$0.0105</span></HoverTip>
 */
import { Tooltip } from "@mantine/core";
import { cloneElement, type MouseEvent, type ReactElement, type ReactNode, useState } from "react";

type Pointed = { onMouseEnter?: (event: MouseEvent<HTMLElement>) => void };
type HoverTipProps = Readonly<{ label: ReactNode; children: ReactElement<Pointed> }>;

export function HoverTip({ label, children }: HoverTipProps) {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  return (
    <>
      {cloneElement(children, { onMouseEnter: ({ currentTarget }) => setTarget(currentTarget) })}
      {target && <Tooltip target={target} label={label} />}
    </>
  );
}
