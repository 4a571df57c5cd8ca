const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes one after another. */
export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Whether both are the same bytes. Nothing here is secret: it takes as long as it takes. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** A text in UTF-8 (RFC 3629). Throws URIError for half of a surrogate pair. */
export function utf8Of(text: string): Uint8Array {
  const escaped = encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Uint8Array.from(escaped, (character) => character.charCodeAt(0));
}

/** Bytes in hexadecimal digits, small. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Bytes in Base64 with padding (RFC 4648, section 4). */
export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [one = 0, two = 0, three = 0] = bytes.subarray(at, at + 3);
    const bits = one * 65536 + two * 256 + three;
    for (let digit = 0; digit < 4; digit++)
      text += at + digit > bytes.length ? '=' : (ALPHABET[Math.floor(bits / 64 ** (3 - digit)) % 64] ?? '');
  }
  return text;
}

/** The bytes of a Base64 text, or null where it is not the one text of these bytes (RFC 4648, sections 3.5 and 4). */
export function bytesOfBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const digits = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  for (let at = 0; at < bytes.length; at++) {
    const first = Math.floor((at * 4) / 3);
    const pair = ALPHABET.indexOf(digits[first] ?? '') * 64 + ALPHABET.indexOf(digits[first + 1] ?? '');
    bytes[at] = Math.floor(pair / 4 ** (2 - (at % 3))) % 256;
  }
  return base64Of(bytes) === text ? bytes : null;
}
