const IS_MAC = typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent);
const WORDS: Readonly<Record<string, string>> = {
  mod: IS_MAC ? '⌘' : 'Ctrl',
  alt: IS_MAC ? '⌥' : 'Alt',
  enter: 'Enter',
};

/** The caps to draw for one shortcut: `mod+k` as `Ctrl`, `K`. */
export function capsOf(keys: string): string[] {
  const chord = keys.includes('+');
  return keys.split(chord ? '+' : ' ').map((key) => WORDS[key] ?? (chord ? key.toUpperCase() : key));
}

/** The value of `aria-keyshortcuts`; two keys one after the other cannot be said there. */
export function ariaKeys(keys: readonly string[] | undefined): string | undefined {
  const said = keys
    ?.filter((key) => !key.startsWith('g '))
    .map((key) =>
      key
        .replace('mod', IS_MAC ? 'Meta' : 'Control')
        .replace('alt', 'Alt')
        .replace('enter', 'Enter'),
    );
  return said && said.length > 0 ? said.join(' ') : undefined;
}
