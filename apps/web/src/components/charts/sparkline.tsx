/** How something went, as small as a word: a bar for each step of time. The numbers are where it leads to. */
type SparklineProps = Readonly<{ values: readonly number[]; label: string; widthPx: number }>;

const HEIGHT_PX = 18;
const LEAST_BAR_PX = 1.5;

export function Sparkline({ values, label, widthPx }: SparklineProps) {
  const most = Math.max(...values, 1);
  const step = widthPx / Math.max(values.length, 1);
  const bars = values.map((value, index) => {
    const height = value === 0 ? 0 : Math.max((value / most) * HEIGHT_PX, LEAST_BAR_PX);
    return `M${index * step} ${HEIGHT_PX}v${-height}h${Math.max(step - 0.5, 0.5)}v${height}z`;
  });
  return (
    <svg width={widthPx} height={HEIGHT_PX} role="img" aria-label={label} style={{ display: "block" }}>
      <title>{label}</title>
      <path d={bars.join("")} fill="light-dark(#0072b2, #4aa3df)" />
      <path d={`M0 ${HEIGHT_PX - 0.5}H${widthPx}`} stroke="var(--rc-line-strong)" strokeWidth={1} />
    </svg>
  );
}
