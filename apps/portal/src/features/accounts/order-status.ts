import { en } from '../../language/en.ts';
import type { TextKey } from '../../language/texts.ts';

/** The text for a payment or delivery status of a shop's export; undefined for one that the portal has no word for. */
export function orderStatusText(status: string): TextKey | undefined {
  const key = `status.${status.trim().toLowerCase()}`;
  return key in en ? (key as TextKey) : undefined;
}
