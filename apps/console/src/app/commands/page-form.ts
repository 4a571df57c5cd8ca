import { isCovered } from './key-events.ts';

/** Marks the form that a page is about. */
export const PAGE_FORM = 'data-page-form';

/** Sends the form in which the focus is, else the page's own. What may not be sent is stopped by the form itself. */
export function submitHere(): void {
  const here = document.activeElement;
  const form = here?.closest('form') ?? here?.querySelector<HTMLFormElement>('form');
  const ofPage = isCovered() ? null : document.querySelector<HTMLFormElement>(`form[${PAGE_FORM}]`);
  (form ?? ofPage)?.requestSubmit();
}
