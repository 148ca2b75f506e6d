/**
 * Ten colours that colour-blind people tell apart, and a grey for the rest; as CSS for both schemes.
 * Source  Okabe and Ito's eight (less black, yellow darkened on white), with violet and brown; neighbours differ in lightness.
 */
const SERIES = [
  "light-dark(#0072b2, #4aa3df)",
  "light-dark(#e69f00, #f0b53d)",
  "light-dark(#009e73, #2cc29a)",
  "light-dark(#cc79a7, #e3a3c6)",
  "light-dark(#d55e00, #f08345)",
  "light-dark(#56b4e9, #93d2f7)",
  "light-dark(#7d5ba6, #a98bd4)",
  "light-dark(#b8a500, #dccb4a)",
  "light-dark(#7f4f24, #bd8a5c)",
  "light-dark(#4db6ac, #8edbd2)",
] as const;

export const OTHER_COLOR = "light-dark(#9aa5a1, #66726d)";

export const seriesColor = (index: number): string => SERIES[index % SERIES.length] ?? OTHER_COLOR;
