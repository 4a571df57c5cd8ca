import type { TextKey } from '../../language/texts.ts';

/** The text for a payment or delivery status of a shop's export; undefined for one that the portal has no word for. */
export function orderStatusText(status: string, has: (key: string) => key is TextKey): TextKey | undefined {
  const key = `status.${status.trim().toLowerCase()}`;
  return has(key) ? key : undefined;
}
