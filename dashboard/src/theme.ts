import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const bell: MantineColorsTuple = [
  '#eef0ff', '#dcdffb', '#b7bcf2', '#9096ea', '#6f76e3', '#5a62df', '#4a51cf', '#3b3f9f', '#32368a', '#282b73',
]

export const theme = createTheme({
  colors: { bell },
  primaryColor: 'bell',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
})

/** Mantine's own shades of these are too pale to read: less than 4.5 to 1. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#53595f',
    '--mantine-color-placeholder': '#6a7178',
    '--mantine-color-error': '#b42318',
    '--mantine-color-anchor': '#3b3f9f',
  },
  dark: {
    '--mantine-color-dimmed': '#b0b4b9',
    '--mantine-color-placeholder': '#8f959b',
    '--mantine-color-error': '#ff9b94',
    '--mantine-color-anchor': '#b7bcf2',
  },
})
