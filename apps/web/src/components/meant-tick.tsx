import { RowCheckbox } from "./row-controls";

/** The tick a price that moves far needs. The table around it hears the click (`ticking`), for Shift ticks a range. */
export const MeantTick = ({ model, isTicked }: Readonly<{ model: string; isTicked: boolean }>) => (
  <RowCheckbox
    data-tick
    aria-label={`The price of ${model} is meant`}
    checked={isTicked}
    // The row's click does it.
    onChange={() => undefined}
  />
);

export const MEANT_HELP = "Prices that move far need a tick each. Space ticks the row, Shift all of them in between";
