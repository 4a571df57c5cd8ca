import { inflateSync } from 'node:zlib';

/** A picture's pixels, three bytes each, row by row. */
export type Pixels = { readonly width: number; readonly height: number; readonly rgb: Uint8Array };

/**
 * Reads a PNG as Chromium writes it: 8 bits a channel, with or without alpha, not interlaced (PNG, third edition,
 * section 9). Throws a RangeError for any other.
 */
export function readPng(png: Buffer): Pixels {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const [depth, colour, interlace] = [png[24], png[25], png[28]];
  if (depth !== 8 || (colour !== 2 && colour !== 6) || interlace !== 0)
    throw new RangeError('Not such a PNG.');
  const channels = colour === 6 ? 4 : 3;
  const raw = inflateSync(Buffer.concat(dataOf(png)));
  unfilter(raw, width * channels, height, channels);
  const rgb = new Uint8Array(width * height * 3);
  const stride = width * channels + 1;
  let to = 0;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const from = row * stride + 1 + column * channels;
      rgb[to++] = raw[from]!;
      rgb[to++] = raw[from + 1]!;
      rgb[to++] = raw[from + 2]!;
    }
  return { width, height, rgb };
}

function dataOf(png: Buffer): Buffer[] {
  const data: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return data;
}

function unfilter(raw: Buffer, length: number, height: number, step: number): void {
  const nothing = Buffer.alloc(length);
  let above: Buffer = nothing;
  for (let row = 0; row < height; row++) {
    const start = row * (length + 1) + 1;
    const line = raw.subarray(start, start + length);
    const filter = raw[start - 1]!;
    if (filter === 2) for (let index = 0; index < length; index++) line[index]! += above[index]!;
    else if (filter !== 0)
      for (let index = 0; index < length; index++) {
        const left = index < step ? 0 : line[index - step]!;
        const corner = index < step ? 0 : above[index - step]!;
        line[index]! += foretold(filter, left, above[index]!, corner);
      }
    above = line;
  }
}

function foretold(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  return filter === 3 ? (left + above) >> 1 : paeth(left, above, corner);
}

/** Alan Paeth's predictor: whichever neighbour is closest to left + above - corner. */
function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const byLeft = Math.abs(guess - left);
  const byAbove = Math.abs(guess - above);
  const byCorner = Math.abs(guess - corner);
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}
