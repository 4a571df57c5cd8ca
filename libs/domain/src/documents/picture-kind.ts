/** What the desk takes as a picture of a document. */
export const PICTURE_KINDS = ['jpeg', 'png', 'webp'] as const;
export type PictureKind = (typeof PICTURE_KINDS)[number];

/** What is told apart only to say why it is not taken. */
export const REFUSED_KINDS = ['heic', 'pdf', 'other'] as const;
export type RefusedKind = (typeof REFUSED_KINDS)[number];

/** The brands under which iPhones and others write HEIF pictures, AVIF among them. Source: ISO/IEC 23008-12, annex B. */
const HEIF_BRANDS: readonly string[] = [
  'heic',
  'heix',
  'hevc',
  'hevx',
  'heim',
  'heis',
  'mif1',
  'msf1',
  'avif',
];

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

/**
 * What a file is by its first bytes, whatever it is called. That it begins like a picture does not make it one: it is
 * decoded after this. Sources: ISO/IEC 10918-1, PNG (W3C) section 5.2, RFC 9649 (WebP).
 */
export function pictureKindOf(bytes: Uint8Array): PictureKind | RefusedKind {
  if (begins(bytes, JPEG)) return 'jpeg';
  if (begins(bytes, PNG)) return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (ascii(bytes, 4, 8) === 'ftyp' && HEIF_BRANDS.includes(ascii(bytes, 8, 12))) return 'heic';
  return ascii(bytes, 0, 5) === '%PDF-' ? 'pdf' : 'other';
}

/** Whether it is one that the desk takes. */
export function isPictureKind(kind: PictureKind | RefusedKind): kind is PictureKind {
  return (PICTURE_KINDS as readonly string[]).includes(kind);
}

function begins(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
