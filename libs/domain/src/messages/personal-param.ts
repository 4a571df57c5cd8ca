import type { MessageParams } from './render-message.ts';

/**
 * The name of a parameter that looks like a whole e-mail address or phone number, which must be masked before anybody
 * at the desk may see it; undefined when there is none.
 */
export function personalParam(params: MessageParams): string | undefined {
  // A reference may happen to be digits only.
  return Object.entries(params).find(
    ([name, value]) => name !== 'reference' && looksPersonal(String(value)),
  )?.[0];
}

function looksPersonal(value: string): boolean {
  return (value.includes('@') && !value.includes('•')) || /\d{7,}/.test(value.replace(/[\s().-]/g, ''));
}
