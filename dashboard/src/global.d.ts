declare module '*.css'

// What browsers since 2023 to 2025 know of the texts of numbers.
interface JSON {
  rawJSON(text: string): unknown
  parse(text: string, reviver: (key: string, value: unknown, context?: { readonly source?: string }) => unknown): unknown
}
