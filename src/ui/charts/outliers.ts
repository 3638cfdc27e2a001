/** Which points of a scatter stand apart and deserve a name. */
import { mean } from 'd3-array'

/** The 95 % quantile of chi-square with two degrees of freedom: -2 ln 0.05. */
const FAR = 5.991

/**
 * Points whose squared Mahalanobis distance from the middle passes the 95 % quantile of chi-square with two degrees of freedom
 * (Mahalanobis, "On the generalised distance in statistics", 1936), farthest first, as indexes.
 */
export function outliersOf(points: readonly { x: number; y: number }[]): number[] {
  const n = points.length
  if (n < 4) return []
  const middleX = mean(points, ({ x }) => x) ?? 0
  const middleY = mean(points, ({ y }) => y) ?? 0
  let xx = 0
  let yy = 0
  let xy = 0
  for (const { x, y } of points) {
    xx += (x - middleX) ** 2 / (n - 1)
    yy += (y - middleY) ** 2 / (n - 1)
    xy += ((x - middleX) * (y - middleY)) / (n - 1)
  }
  const determinant = xx * yy - xy * xy
  // All on one line: no point stands beside the others.
  if (determinant <= xx * yy * 1e-9) return []
  return points
    .map(({ x, y }, index) => {
      const dx = x - middleX
      const dy = y - middleY
      return { index, far: (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / determinant }
    })
    .filter(({ far }) => far > FAR)
    .sort((a, b) => b.far - a.far)
    .map(({ index }) => index)
}
