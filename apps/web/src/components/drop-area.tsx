/** Where files are dropped; what else it offers stands inside. */
import { Stack } from "@mantine/core";
import { type DragEvent, type ReactNode, useState } from "react";
import classes from "./drop-area.module.css";

type DropAreaProps = Readonly<{ onDrop: (files: readonly File[]) => void; children: ReactNode }>;

export function DropArea({ onDrop, children }: DropAreaProps) {
  const [isOver, setIsOver] = useState(false);
  const over = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    onDrop([...event.dataTransfer.files]);
  };
  return (
    <Stack
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      {children}
    </Stack>
  );
}
