/** The nonce of this response's policy: style elements that carry it are allowed. */
export const nonce: string = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

// Mantine's dialogs lock scrolling with a style element of their own, whose nonce is looked for here.
Object.assign(globalThis, { __webpack_nonce__: nonce })
