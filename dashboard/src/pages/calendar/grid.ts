/** A row of the heat maps is an hour of buckets of five minutes. */
export const bucketMs = 300_000
export const perRow = 12
export const hourMs = 3_600_000
