/** A sort as it stands in the URL: `cost` ascending, `-cost` descending, `""` the order the rows came in. */
export type Sort = Readonly<{ id: string; desc: boolean }>;

export const sortOf = (text: string): Sort | null =>
  text === "" ? null : text.startsWith("-") ? { id: text.slice(1), desc: true } : { id: text, desc: false };

export const sortText = (sort: Sort | null): string => (sort === null ? "" : `${sort.desc ? "-" : ""}${sort.id}`);
