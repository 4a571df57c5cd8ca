import { deflateSync } from 'node:zlib';
import { readPng } from './read-png.ts';

const MOST_COLOURS = 40;

/**
 * The same picture in the colours that it is mostly made of, every other pixel in the nearest of them: a page of text
 * looks the same and weighs a third. The same pixels always give the same bytes.
 */
export function shrinkPng(png: Buffer): Buffer {
  const { width, height, rgb } = readPng(png);
  const colours = new Uint32Array(width * height);
  const counts = new Map<number, number>();
  // Pages are flat: neighbours are mostly alike, and are counted and looked up together.
  let begun = 0;
  for (let pixel = 0; pixel < colours.length; pixel++) {
    colours[pixel] = (rgb[pixel * 3]! << 16) | (rgb[pixel * 3 + 1]! << 8) | rgb[pixel * 3 + 2]!;
    const before = colours[begun]!;
    if (colours[pixel] === before) continue;
    counts.set(before, (counts.get(before) ?? 0) + pixel - begun);
    begun = pixel;
  }
  counts.set(colours[begun]!, (counts.get(colours[begun]!) ?? 0) + colours.length - begun);
  const palette = [...counts]
    .sort(([one, more], [other, less]) => less - more || one - other)
    .slice(0, MOST_COLOURS)
    .map(([colour]) => colour);
  const places = new Map(palette.map((colour, place) => [colour, place]));
  const placeOf = (colour: number) => {
    const known = places.get(colour);
    if (known !== undefined) return known;
    const place = nearest(palette, colour);
    places.set(colour, place);
    return place;
  };
  const rows = Buffer.alloc((width + 1) * height);
  let place = 0;
  for (let pixel = 0, to = 0; pixel < colours.length; pixel++) {
    if (pixel % width === 0) to++;
    if (pixel === 0 || colours[pixel] !== colours[pixel - 1]) place = placeOf(colours[pixel]!);
    rows[to++] = place;
  }
  return writePng(width, height, palette, rows);
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0;
  let least = Infinity;
  palette.forEach((other, place) => {
    const red = (colour >> 16) - (other >> 16);
    const green = ((colour >> 8) & 255) - ((other >> 8) & 255);
    const blue = (colour & 255) - (other & 255);
    const apart = 2 * red * red + 4 * green * green + 3 * blue * blue;
    if (apart < least) [best, least] = [place, apart];
  });
  return best;
}

function writePng(width: number, height: number, palette: readonly number[], rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
  return sum;
});

/** The checksum of a chunk (PNG, annex D); node:zlib has its own from Node 20.15 and 22.2 on, its types later. */
function crc32(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = CRC[(sum ^ byte) & 255]! ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
