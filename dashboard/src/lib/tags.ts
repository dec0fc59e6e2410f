import type { Json } from '../api/types'

/** The entries of a draft's tags, for the server to judge; whatever else stands there has none. */
export function tagsOf(tags: Json | undefined): readonly Json[] {
  return Array.isArray(tags) ? tags : []
}

/** With what was typed as one more tag, unless it is blank or there already. Commas and spaces within belong to it. */
export function withTag(tags: readonly Json[], typed: string): Json[] {
  const tag = typed.trim()
  return tag === '' || tags.includes(tag) ? [...tags] : [...tags, tag]
}
