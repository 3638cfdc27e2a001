/** Who learned from whom: the tree of those who applied a practice, below its author. Pure. */

export type Learner = { id: string; learnedFromId: string | null }
export type Branch<X extends Learner> = { learner: X; learners: Branch<X>[] }

/**
 * Everyone stands in the tree once: below the one they learned from, or at its top when they learned from the author, from somebody who
 * is no longer shown, or when two who changed their words at the same time name each other.
 */
export function lineageOf<X extends Learner>(learners: readonly X[]): Branch<X>[] {
  const known = new Set(learners.map(({ id }) => id))
  const byTeacher = Map.groupBy(learners, ({ learnedFromId }) =>
    learnedFromId !== null && known.has(learnedFromId) ? learnedFromId : null,
  )
  const placed = new Set<string>()
  const branchOf = (learner: X): Branch<X> => {
    placed.add(learner.id)
    const pupils = (byTeacher.get(learner.id) ?? []).filter(({ id }) => !placed.has(id))
    return { learner, learners: pupils.filter(({ id }) => !placed.has(id)).map(branchOf) }
  }
  const branches = (byTeacher.get(null) ?? []).map(branchOf)
  // What is left goes round in circles: the first of each opens it.
  for (const learner of learners) if (!placed.has(learner.id)) branches.push(branchOf(learner))
  return branches
}

/** From whom this one may have learned: everyone but itself and those who learned from it, directly or over others. */
export function possibleTeachers<X extends Learner>(learners: readonly X[], id: string | undefined): X[] {
  if (id === undefined) return [...learners]
  const after = new Set([id])
  for (let grew = true; grew; ) {
    grew = false
    for (const learner of learners)
      if (learner.learnedFromId !== null && after.has(learner.learnedFromId) && !after.has(learner.id)) {
        after.add(learner.id)
        grew = true
      }
  }
  return learners.filter((learner) => !after.has(learner.id))
}

/** How many generations a tree has below the author. */
export const depthOf = <X extends Learner>(branches: readonly Branch<X>[]): number =>
  branches.reduce((most, { learners }) => Math.max(most, 1 + depthOf(learners)), 0)
