import type { Page } from '@playwright/test';

/**
 * What is wrong with how a page stands there: scrolling sideways, text cut off, texts over one another, and texts that
 * are keys, placeholders or the names of missing values. `foreign` are words that may not stand there, but in `names`.
 */
export async function layoutFaults(
  page: Page,
  foreign: readonly string[] = [],
  names: readonly string[] = [],
): Promise<string[]> {
  return page.evaluate(findFaults, { foreign, names });
}

/** Runs in the page, so it can use nothing from outside of it. */
function findFaults({ foreign, names }: { foreign: readonly string[]; names: readonly string[] }): string[] {
  type Box = { left: number; top: number; right: number; bottom: number };
  type Written = Box & { node: Node; text: string };
  const faults = new Set<string>();
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth + 1)
    faults.add(`scrolls sideways: ${root.scrollWidth} of ${root.clientWidth}`);

  const short = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
  const isShown = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  // What lies under an open dialog is not read meanwhile. The menu of a phone is one too, and mostly put away.
  const dialogs = [
    ...document.querySelectorAll('[role=dialog][aria-modal=true], .MuiPopover-root [role=menu]'),
  ].filter(isShown);
  const looked = dialogs.at(-1) ?? document.body;
  const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';

  /** What of a box its ancestors leave to be seen; null where nothing of it is. Says what is cut off. */
  const seenOf = (box: Box, element: Element, text: string): Box | null => {
    let seen = box;
    for (let each: Element | null = element; each && each !== root; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.clipPath !== 'none') return null;
      const [x, y] = [style.overflowX, style.overflowY];
      // What scrolls up and down within itself can be reached there; text that goes on sideways is cut off all the same.
      if (/auto|scroll/.test(`${x} ${y}`)) {
        const scroller = each.getBoundingClientRect();
        if (seen.left < scroller.left - 1.5 || seen.right > scroller.right + 1.5)
          faults.add(`goes on sideways: “${short(text)}” in <${each.tagName.toLowerCase()}>`);
        return seen;
      }
      if (!hides(x) && !hides(y)) continue;
      const frame = each.getBoundingClientRect();
      if (frame.width <= 2 || frame.height <= 2) return null;
      const offX = hides(x) && (seen.left < frame.left - 1.5 || seen.right > frame.right + 1.5);
      const offY = hides(y) && (seen.top < frame.top - 4 || seen.bottom > frame.bottom + 4);
      if (offX || offY) {
        const whole = each.closest('[title],[aria-label]');
        const told = `${whole?.getAttribute('title') ?? ''} ${whole?.getAttribute('aria-label') ?? ''}`;
        const ellipsis = style.textOverflow === 'ellipsis' && told.includes(text);
        if (!ellipsis)
          faults.add(
            `cut off: “${short(text)}” in <${each.tagName.toLowerCase()} class="${each.className}">`,
          );
      }
      seen = {
        left: Math.max(seen.left, hides(x) ? frame.left : -Infinity),
        right: Math.min(seen.right, hides(x) ? frame.right : Infinity),
        top: Math.max(seen.top, hides(y) ? frame.top : -Infinity),
        bottom: Math.min(seen.bottom, hides(y) ? frame.bottom : Infinity),
      };
      if (seen.right - seen.left < 1 || seen.bottom - seen.top < 1) return null;
    }
    if (seen.left < -1 || seen.right > root.clientWidth + 1) faults.add(`beyond the edge: “${short(text)}”`);
    return seen;
  };

  const written: Written[] = [];
  const texts: string[] = [];
  const walker = document.createTreeWalker(looked, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = (node.nodeValue ?? '').replace(/\s+/g, ' ').trim();
    if (!element || text === '' || element.closest('script,style,option,svg,noscript') || !isShown(element))
      continue;
    texts.push(text);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width < 1 || rect.height < 1) continue;
      const seen = seenOf(rect, element, text);
      if (seen) written.push({ ...seen, node, text });
    }
  }
  for (const field of looked.querySelectorAll<HTMLInputElement>('input,textarea,select')) {
    if (!isShown(field) || ['checkbox', 'radio', 'file', 'hidden'].includes(field.type)) continue;
    if (field.value === '' && field.placeholder && field.scrollWidth > field.clientWidth + 1)
      faults.add(`placeholder cut off: “${short(field.placeholder)}”`);
    if (field.value === '') continue;
    const { left, top, right, bottom } = field.getBoundingClientRect();
    const third = (bottom - top) / 3;
    if (field.tagName !== 'TEXTAREA')
      written.push({
        left: left + 4,
        right: right - 4,
        top: top + third,
        bottom: bottom - third,
        node: field,
        text: field.value,
      });
  }

  // The box of a line is higher than its letters; boxes of one text node are its own lines.
  const tight = written.map((each) => {
    const spare = (each.bottom - each.top) * 0.2;
    return {
      ...each,
      top: each.top + spare,
      bottom: each.bottom - spare,
      left: each.left + 1,
      right: each.right - 1,
    };
  });
  tight.forEach((one, index) => {
    for (const other of tight.slice(index + 1)) {
      if (one.node === other.node) continue;
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (wide > 1 && high > 1) faults.add(`overlap: “${short(one.text)}” and “${short(other.text)}”`);
    }
  });

  for (const element of looked.querySelectorAll('[aria-label],[title],[placeholder],[alt]'))
    if (isShown(element))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        texts.push(element.getAttribute(name) ?? '');
  const notWords = [
    /\b(relink|ra|resources)\.[a-z]+\.[a-z]/,
    /^(sign-in|code|confirm|forgot|reset|orders|security|call-back|not-me|trouble|field|strength|notice|held|status|staff|language|missing|password)\.[a-z][a-z.-]+$/,
    /\bundefined\b|\bNaN\b|\bnull\b|\[object Object\]|Invalid Date|%\{|\{[a-z]+\}/,
  ];
  for (const text of texts)
    if (notWords.some((pattern) => pattern.test(text))) faults.add(`no words: “${short(text)}”`);
  if (foreign.length > 0) {
    const english = new RegExp(`(?<![\\p{L}\\p{N}@.-])(${foreign.join('|')})(?![\\p{L}\\p{N}@-])`, 'iu');
    for (const text of texts) {
      const rest = names.reduce((left, name) => left.replaceAll(name, ''), text);
      if (english.test(rest)) faults.add(`English: “${short(text)}”`);
    }
  }
  return [...faults];
}
