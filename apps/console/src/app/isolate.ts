/** A name within a sentence, kept in its own direction: FSI and PDI of Unicode, for where no element can stand. */
export function isolate(name: string): string {
  return `\u2068${name}\u2069`;
}
