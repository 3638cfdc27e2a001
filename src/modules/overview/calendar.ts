/** Which year it is. Pure: the moment is given. */

/** By the universal clock: for the year that is shown first and called unfinished a few hours do not matter. */
export const yearIn = (now: Date): number => now.getUTCFullYear()
