/** What is searched for while somebody types: the rows follow each key, the URL a moment later. */
import { useCallback, useState } from "react";

/** `q` as the URL has it, `sent` what was last handed to the URL. */
type Typed = Readonly<{ q: string; text: string; sent: string }>;

/** A link, the way back or a button brings its own text; what was typed here and comes back by the URL does not undo a newer key. */
export const withUrl = (typed: Typed, q: string): Typed =>
  q === typed.q ? typed : { q, text: q === typed.sent ? typed.text : q, sent: q };

export function useTypedText(q: string) {
  const [kept, setKept] = useState<Typed>({ q, text: q, sent: q });
  const typed = withUrl(kept, q);
  if (typed !== kept) setKept(typed);
  const onType = useCallback((text: string) => setKept((before) => ({ ...before, text })), []);
  const onSend = useCallback((sent: string) => setKept((before) => ({ ...before, sent })), []);
  return { text: typed.text, onType, onSend };
}
