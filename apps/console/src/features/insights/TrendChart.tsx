import type { TrendPoint } from '@relink/contract';
import { useMediaQuery, useTheme } from '@mui/material';
import { LineChart } from '@mui/x-charts/LineChart';
import { showDay } from './show.ts';

export type TrendSeries = Exclude<keyof TrendPoint, 'from'>;
type Props = {
  points: readonly TrendPoint[];
  series: readonly { readonly name: TrendSeries; readonly label: string }[];
};

const HEIGHT = 240;
/** The library leaves out what it thinks too high for its place. */
const LABELS_HEIGHT = 40;
const MOST_LABELS = 6;

/** Lines over days or weeks. Loaded when it is first drawn: the library is as large as the rest of the page. */
export default function TrendChart({ points, series }: Props) {
  const { palette } = useTheme();
  const still = useMediaQuery('(prefers-reduced-motion: reduce)');
  const every = Math.ceil(points.length / MOST_LABELS);
  const colours = [palette.primary.main, palette.warning.main];
  return (
    <LineChart
      height={HEIGHT}
      skipAnimation={still}
      disableKeyboardNavigation
      grid={{ horizontal: true }}
      margin={{ left: 0, right: 16, top: 16, bottom: 0 }}
      xAxis={[
        {
          scaleType: 'point',
          height: LABELS_HEIGHT,
          data: points.map(({ from }) => from),
          valueFormatter: (from: string) => showDay(from),
          tickLabelInterval: () => true,
          tickInterval: (_, index) => index % every === 0,
        },
      ]}
      // Where nothing happened, and where only one thing did, the axis needs an end.
      yAxis={[
        {
          min: 0,
          width: 44,
          tickMinStep: 1,
          domainLimit: (_, most) => ({ min: 0, max: Math.max(4, Number(most) || 0) }),
        },
      ]}
      series={series.map(({ name, label }, index) => ({
        label,
        data: points.map((point) => point[name]),
        color: colours[index] ?? palette.text.primary,
        curve: 'linear',
        showMark: points.length <= 31,
        connectNulls: false,
      }))}
    />
  );
}
