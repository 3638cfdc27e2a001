/** How wide words are and where they go without covering each other. Estimates: the server has no fonts. */

const NARROW = /[iljtfrI1.,:;'’ |!()[\]іїј-]/
const WIDE = /[mwMWЖШЩЮФМЫжшщюфмыњљЊЉ@%—]/
const CAPITAL = /[A-ZА-ЯЁЂ-Џ]/

/** About how many pixels a line of Inter takes; measured averages, rounded up so that we rather leave room. */
export const textWidth = (text: string, size = 13): number =>
  [...text].reduce(
    (sum, letter) => sum + (WIDE.test(letter) ? 0.88 : NARROW.test(letter) ? 0.36 : CAPITAL.test(letter) ? 0.7 : 0.6),
    0,
  ) * size

export const widest = (texts: readonly string[], size = 13): number =>
  texts.reduce((most, text) => Math.max(most, textWidth(text, size)), 0)

/** The words that fit a width on one line, with an ellipsis when some are left out. */
export function shortened(text: string, width: number, size = 13): string {
  if (textWidth(text, size) <= width) return text
  let kept = text
  while (kept.length > 1 && textWidth(`${kept}…`, size) > width) kept = kept.slice(0, -1)
  return `${kept.trimEnd()}…`
}

/** Every how many labels one is written, in a row of `count` labels over `width` pixels. */
export const strideFor = (count: number, labelWidth: number, width: number): number =>
  Math.max(1, Math.ceil((count * (labelWidth + 8)) / Math.max(1, width)))

/** The width of a drawing on the narrowest phone we serve (320 px) and from which on it counts as roomy. */
export const PHONE_WIDTH = 280
export const ROOMY_WIDTH = 544

export const PRESENCES = ['always', 'roomy', 'never'] as const
export type Presence = (typeof PRESENCES)[number]

/**
 * Which labels of a row show on every screen and which only where there is room; the sparse set lies within the dense one.
 * `endsWidth` is taken right of the drawing, on wide screens only.
 */
export function presenceOf(count: number, labelWidth: number, axisWidth = 0, endsWidth = 0): Presence[] {
  const dense = strideFor(count, labelWidth, ROOMY_WIDTH - axisWidth - endsWidth)
  const sparse = Math.ceil(strideFor(count, labelWidth, PHONE_WIDTH - axisWidth) / dense) * dense
  return Array.from({ length: count }, (_, i) => (i % sparse === 0 ? 'always' : i % dense === 0 ? 'roomy' : 'never'))
}

/**
 * Moves labels on one line apart until they are `gap` from each other and within the limits, and as near to their marks as can be:
 * pool adjacent violators, the least-squares solution of ordered positions (Barlow et al., "Statistical inference under order
 * restrictions", 1972). Answers in the order of the input.
 */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0))
  const step = Math.min(gap, wanted.length > 1 ? (high - low) / (wanted.length - 1) : gap)
  type Block = { sum: number; size: number }
  const blocks: Block[] = []
  const middle = (block: Block) => block.sum / block.size
  order.forEach((index, rank) => {
    let block: Block = { sum: (wanted[index] ?? 0) - rank * step, size: 1 }
    for (let last = blocks.at(-1); last && middle(last) > middle(block); last = blocks.at(-1)) {
      blocks.pop()
      block = { sum: last.sum + block.sum, size: last.size + block.size }
    }
    blocks.push(block)
  })
  const highest = high - (wanted.length - 1) * step
  const places: number[] = []
  let rank = 0
  for (const block of blocks) {
    const base = Math.min(Math.max(middle(block), low), highest)
    for (let i = 0; i < block.size; i++, rank++) places[order[rank] ?? 0] = base + rank * step
  }
  return places
}

export type Box = { left: number; top: number; right: number; bottom: number }
const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

export type LabelWish = { x: number; y: number; text: string; size?: number; must?: boolean }
export type Placed = { x: number; y: number; anchor: 'start' | 'middle' | 'end' }

/**
 * Places labels of points one after the other, most important first, at the first of four sides where nothing is covered:
 * right, left, above, below (the preferences of Imhof, "Positioning names on maps", 1975, for four sides). A label without
 * room is left out (undefined) unless it must stand. `taken` are boxes that labels may not cover.
 */
export function placeBeside(
  wishes: readonly LabelWish[],
  area: Box,
  taken: readonly Box[] = [],
): (Placed | undefined)[] {
  const boxes = [...taken]
  return wishes.map(({ x, y, text, size = 13, must = false }) => {
    const width = textWidth(text, size)
    const sides: { place: Placed; left: number; middle: number }[] = [
      { place: { x: x + 8, y: y + size * 0.35, anchor: 'start' }, left: x + 7, middle: y },
      { place: { x: x - 8, y: y + size * 0.35, anchor: 'end' }, left: x - 7 - width, middle: y },
      { place: { x, y: y - 9, anchor: 'middle' }, left: x - width / 2, middle: y - 9 - size * 0.35 },
      { place: { x, y: y + 9 + size * 0.7, anchor: 'middle' }, left: x - width / 2, middle: y + 9 + size * 0.35 },
    ]
    const boxOf = ({ left, middle }: { left: number; middle: number }): Box => ({
      left,
      right: left + width,
      top: middle - size * 0.62,
      bottom: middle + size * 0.62,
    })
    const inside = (box: Box) =>
      box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom
    const free = sides.find((side) => {
      const box = boxOf(side)
      return inside(box) && !boxes.some((other) => overlap(box, other))
    })
    const chosen = free ?? (must ? (sides.find((side) => inside(boxOf(side))) ?? sides[0]) : undefined)
    if (chosen) boxes.push(boxOf(chosen))
    return chosen?.place
  })
}
