/**
 * A new Idempotency-Key: a version 4 UUID of the given 16 random bytes. crypto.randomUUID is missing in older phones'
 * browsers, and where a page is opened without TLS.
 */
export function keyOf(random: Uint8Array): string {
  const bytes = Uint8Array.from(random.subarray(0, 16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A new Idempotency-Key. */
export const newKey = (): string => keyOf(crypto.getRandomValues(new Uint8Array(16)));

/** One thing the customer wants done. Sent again it keeps its key; with other values it is another intent. */
export class Intent {
  readonly #newKey: () => string;
  #open: { readonly sent: string; readonly key: string } | undefined;

  constructor(newKey: () => string) {
    this.#newKey = newKey;
  }

  /** The key for what is to be sent. */
  keyFor(sent: string): string {
    if (this.#open?.sent !== sent) this.#open = { sent, key: this.#newKey() };
    return this.#open.key;
  }

  /** An answer came that settles it: the next press of the button is a new intent. */
  settle(): void {
    this.#open = undefined;
  }
}
