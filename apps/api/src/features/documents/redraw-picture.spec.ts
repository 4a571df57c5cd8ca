import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { RedrawPicture, type Redrawn } from './redraw-picture.ts';

const MEGAPIXELS = 50;
const redraw = new RedrawPicture();
const judged = async (bytes: Buffer, megapixels = MEGAPIXELS) => {
  const answer = await redraw.run(bytes, megapixels);
  return 'code' in answer ? answer.code : 'taken';
};
const taken = async (bytes: Buffer): Promise<Redrawn> => {
  const answer = await redraw.run(bytes, MEGAPIXELS);
  if ('code' in answer) throw new Error(answer.code);
  return answer;
};

/** A card on a table: dark above, light below, so that it can be told which way up it is. */
const card = (width = 640, height = 400) =>
  sharp({ create: { width, height, channels: 3, background: '#f4f4f4' } }).composite([
    {
      input: { create: { width, height: height / 2, channels: 3, background: '#202020' } },
      gravity: 'north',
    },
  ]);
const jpeg = () => card().jpeg().toBuffer();

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG of that size in a few kilobytes. */
function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.ceil(width / 8) * 100), { level: 9 });
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('a picture of a document', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('is taken as %s, and kept as a JPEG', async (format) => {
    const { jpeg: kept, width, height } = await taken(await card().toFormat(format).toBuffer());
    expect([width, height]).toEqual([640, 400]);
    expect(kept.subarray(0, 3).toString('hex')).toBe('ffd8ff');
  });

  it('loses where it was taken, by which camera, and what else was written into it', async () => {
    const told = await card()
      .withExif({
        IFD0: { Make: 'SecretCamera', Copyright: 'Asha Patel' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 10/1 12/1' },
      })
      .withXmp(
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">HIDDEN</x:xmpmeta>',
      )
      .jpeg()
      .toBuffer();
    expect(told.includes('SecretCamera') && told.includes('HIDDEN')).toBe(true);
    const { jpeg: kept } = await taken(told);
    const { exif, xmp, icc, iptc, orientation } = await sharp(kept).metadata();
    expect([exif, xmp, icc, iptc, orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    for (const word of ['SecretCamera', 'Asha', 'HIDDEN', 'Exif', 'GPS'])
      expect(kept.includes(word)).toBe(false);
  });

  it('is turned upright before it forgets which way up it was', async () => {
    const lying = await card().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { width, height } = await taken(lying);
    expect([width, height]).toEqual([400, 640]);
  });

  it('loses whatever hangs at its end: a zip behind a JPEG is no zip any more', async () => {
    const zip = Buffer.from('504b0304PAYLOAD-IN-THE-TAIL504b0506', 'latin1');
    const { jpeg: kept } = await taken(Buffer.concat([await jpeg(), zip]));
    expect(kept.includes('PAYLOAD')).toBe(false);
    expect(kept.subarray(-2).toString('hex')).toBe('ffd9');
  });

  it('loses a comment that is a script, and a chunk that is a page', async () => {
    const plain = await jpeg();
    const script = Buffer.from('<script>alert(1)</script>');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(script.length + 2);
    const withComment = Buffer.concat([
      plain.subarray(0, 2),
      Buffer.from('fffe', 'hex'),
      length,
      script,
      plain.subarray(2),
    ]);
    expect((await taken(withComment)).jpeg.includes('script')).toBe(false);
    const png = await card().png().toBuffer();
    const text = chunk('tEXt', Buffer.from('page\0<html><script>alert(1)</script>'));
    const withText = Buffer.concat([png.subarray(0, 33), text, png.subarray(33)]);
    expect((await taken(withText)).jpeg.includes('script')).toBe(false);
  });

  it('is made smaller where it is larger than anybody needs to read it', async () => {
    const { width, height } = await taken(await card(4000, 2000).jpeg().toBuffer());
    expect([width, height]).toEqual([3000, 1500]);
  });

  it('is not taken cut off', async () => {
    const whole = await jpeg();
    expect(await judged(whole.subarray(0, Math.floor(whole.length / 2)))).toBe('picture-unreadable');
    const png = await card().png().toBuffer();
    expect(await judged(png.subarray(0, png.length - 40))).toBe('picture-unreadable');
    const webp = await card().webp().toBuffer();
    expect(await judged(webp.subarray(0, webp.length - 40))).toBe('picture-unreadable');
  });

  it('is not taken when it says that it is 50,000 by 50,000 pixels, and nothing is decoded for that', async () => {
    const small = bomb(50_000, 50_000);
    expect(small.length).toBeLessThan(50_000);
    expect(await judged(small)).toBe('picture-too-large');
    expect(await judged(await card(2000, 1000).jpeg().toBuffer(), 1)).toBe('picture-too-large');
  });

  const named = {
    svg: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
    html: '<!doctype html><script>alert(1)</script>',
    'a zip renamed to jpg': 'PK\u0003\u0004 and so on, and so on',
    gif: 'GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;',
    'an empty file': '',
    'a few letters': 'JPEG',
  };
  it.each(Object.entries(named))('is not %s', async (_name, text) => {
    expect(await judged(Buffer.from(text, 'latin1'))).toBe('picture-unreadable');
  });

  it('is not what only begins like one', async () => {
    const html = Buffer.from('<html><script>alert(1)</script></html>'.repeat(20));
    for (const start of ['ffd8ffe0', '89504e470d0a1a0a', '524946460000010057454250'])
      expect(await judged(Buffer.concat([Buffer.from(start, 'hex'), html]))).toBe('picture-unreadable');
  });

  it('is refused by its own name where people send it in good faith: HEIC and PDF', async () => {
    const heic = Buffer.concat([Buffer.from('00000018', 'hex'), Buffer.from('ftypheic'), Buffer.alloc(64)]);
    expect(await judged(heic)).toBe('picture-heic');
    expect(await judged(Buffer.from('%PDF-1.7\n1 0 obj'))).toBe('picture-pdf');
  });

  it('finds no decoder for a format that the desk does not take, whatever it is called', async () => {
    await expect(sharp(Buffer.from(named.svg)).metadata()).rejects.toThrow();
  });

  it('comes one at a time, and no more wait than memory has room for', async () => {
    const picture = await jpeg();
    const all = await Promise.all(Array.from({ length: 20 }, () => judged(picture)));
    expect(all.filter((each) => each === 'taken').length).toBe(12);
    expect(all.filter((each) => each === 'uploads-busy').length).toBe(8);
    expect(await judged(picture)).toBe('taken');
  });
});
