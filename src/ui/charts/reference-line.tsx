/** The line that lying charts are compared with, such as the average of the country. */
import { textWidth } from './labels.ts'
import { percent } from './scales.ts'

/** A line to compare with; its words stand on the side where there is room. */
export const ReferenceLine = ({ at, top, height, text }: { at: number; top: number; height: number; text: string }) => {
  // On the narrowest screen the words may be wider than either side: then they begin at the edge.
  const share = (100 * textWidth(text, 12)) / 280
  const place =
    at + share <= 100
      ? { x: at, anchor: 'start' }
      : at - share >= 0
        ? { x: at, anchor: 'end' }
        : { x: 0, anchor: 'start' }
  return (
    <g class="chart-reference">
      <line x1={percent(at)} x2={percent(at)} y1={top - 6} y2={height} />
      <text x={percent(place.x)} y={top - 10} text-anchor={place.anchor}>
        {text}
      </text>
    </g>
  )
}
