/**
 * A tooltip of more than text that costs nothing until somebody points at it; text is `data-tip`, see tip-layer.tsx.
 * The child stays the same node: one that is replaced under the pointer swallows the click that is on its way.
 *   <HoverTip label={<DriftTable drift={drift} />}><span>12 %</span></HoverTip>
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
