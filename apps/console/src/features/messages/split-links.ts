export type TextPart = { readonly text: string; readonly href?: string };

/** Cuts a plain text at its links. Only links to this very origin can be clicked; all others stay text. */
export function splitLinks(text: string, origin: string): TextPart[] {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .filter((part) => part !== '')
    .flatMap((part): TextPart[] => {
      if (!part.startsWith('http')) return [{ text: part }];
      // A full stop or bracket after a link belongs to the sentence.
      const link = part.replace(/[.,;:!?)\]]+$/, '');
      const rest = part.slice(link.length);
      const own = originOf(link) === origin;
      return [own ? { text: link, href: link } : { text: link }, ...(rest ? [{ text: rest }] : [])];
    });
}

function originOf(link: string): string | undefined {
  try {
    return new URL(link).origin;
  } catch {
    return undefined;
  }
}
