/** Where in an area its name fits best. */
import type { Pixel } from './outlines.ts'

export type Spot = { x: number; y: number; room: number }

const LINES = 11
/** Half the height of a line of text, in units of the drawing. */
const HALF_LINE = 6

/** The widest stretch that lies inside the ring over the height of a line of text: its middle and its width. */
export function labelSpot(ring: readonly Pixel[]): Spot | undefined {
  const ys = ring.map(([, y]) => y)
  const top = ys.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const bottom = ys.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  let best: Spot | undefined
  for (let line = 1; line <= LINES; line++) {
    const y = top + ((bottom - top) * line) / (LINES + 1)
    const spans = [y - HALF_LINE, y, y + HALF_LINE].map((at) => spansAt(ring, at)).reduce(common)
    for (const [left, right] of spans) {
      // Of equally wide stretches the one nearer the middle looks better.
      const off = Math.abs(line - (LINES + 1) / 2) / LINES
      const room = right - left
      if (room > 0 && (!best || room * (1 - off * 0.3) > best.room)) best = { x: (left + right) / 2, y, room }
    }
  }
  return best
}

type Span = readonly [number, number]

/** Stretches of a horizontal line that lie inside (even-odd rule). */
function spansAt(ring: readonly Pixel[], y: number): Span[] {
  const crossings = ring
    .flatMap(([x1, y1], i) => {
      const [x2, y2] = ring[(i + 1) % ring.length] ?? [x1, y1]
      return y1 > y === y2 > y ? [] : [x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)]
    })
    .sort((a, b) => a - b)
  return crossings.flatMap((left, i) =>
    i % 2 === 0 && crossings[i + 1] !== undefined ? [[left, crossings[i + 1] ?? left] as const] : [],
  )
}

const common = (a: Span[], b: Span[]): Span[] =>
  a.flatMap(([left, right]) =>
    b.flatMap(([from, to]) =>
      Math.max(left, from) < Math.min(right, to) ? [[Math.max(left, from), Math.min(right, to)] as const] : [],
    ),
  )
