import type { Job } from '../api/types'

// The contract's enums in words, for the job's page and its editor.

export const typeWords: Record<Job['type'], string> = {
  ATLEAST_ONCE: 'At least once',
  ATMOST_ONCE: 'At most once',
}

export const overlapWords: Record<Job['overlap'], string> = {
  ALLOW: 'Allow: start anyway',
  SKIP: 'Skip the occurrence',
  QUEUE_ONE: 'Queue one',
}

export const misfireWords: Record<Job['misfire'], string> = {
  FIRE_ONCE: 'Fire once',
  FIRE_ALL: 'Fire all, within the window',
  SKIP: 'Skip',
}

export const dstWords: Record<Job['dst'], string> = {
  RUN_ONCE: 'Run once, at the jump',
  SKIP: 'Skip',
}

export const clockWords = {
  GAP: 'The clock leaves this time out: it fires at the jump.',
  OVERLAP: 'The clock shows this time twice.',
} as const
