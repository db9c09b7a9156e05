const sheets = new Map<string, CSSStyleSheet>()

/**
 * Gives a shadow root its style sheets. Adopted sheets work under `style-src 'none'`, where a style
 * element or attribute does not; each sheet is parsed once and shared by all elements.
 */
export function adoptSheets(root: ShadowRoot, ...texts: string[]): void {
  root.adoptedStyleSheets = texts.map(text => {
    const known = sheets.get(text)
    if (known) return known
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    sheets.set(text, sheet)
    return sheet
  })
}
