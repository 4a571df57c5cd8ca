import type { MessageParams } from './render-message.ts';

/** ISO 8601 in UTC, whole: nothing else may hide behind it. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/**
 * The name of a parameter that looks like a whole e-mail address or phone number, which must be masked before anybody
 * at the desk may see it; undefined when there is none.
 */
export function personalParam(params: MessageParams): string | undefined {
  // A reference may happen to be digits only, and an instant is a long row of them.
  return Object.entries(params).find(
    ([name, value]) => name !== 'reference' && !INSTANT.test(String(value)) && looksPersonal(String(value)),
  )?.[0];
}

function looksPersonal(value: string): boolean {
  return (value.includes('@') && !value.includes('•')) || /\d{7,}/.test(value.replace(/[\s().-]/g, ''));
}
