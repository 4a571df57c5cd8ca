import { isPictureKind, pictureKindOf, type ProblemCode, type Refusal, refuse } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import sharp from 'sharp';

/** A picture as the desk keeps it: drawn anew, so that nothing of the file that was sent is left but what is seen. */
export type Redrawn = { readonly jpeg: Buffer; readonly width: number; readonly height: number };

const LONGEST_SIDE = 3000;
const QUALITY = 82;
const SECONDS = 15;
/** Pictures that wait for their turn; each may be of many megabytes. */
const MOST_WAITING = 12;

const WHY_NOT: Readonly<Record<'heic' | 'pdf' | 'other', ProblemCode>> = {
  heic: 'picture-heic',
  pdf: 'picture-pdf',
  other: 'picture-unreadable',
};

// The decoders of three formats, and of no other that the library knows (SVG, TIFF, GIF …), whatever it takes bytes for.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);
sharp.concurrency(1);

/**
 * Decodes a picture and draws it anew as a JPEG, upright, on white, without metadata: no place, no camera, no thumbnail,
 * nothing that was hidden behind it. One at a time, in bounded memory and time.
 */
@Injectable()
export class RedrawPicture {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** Refusals: picture-heic, picture-pdf, picture-unreadable, picture-too-large, uploads-busy. */
  async run(bytes: Buffer, megapixels: number): Promise<Redrawn | Refusal> {
    const kind = pictureKindOf(bytes);
    if (!isPictureKind(kind)) return refuse(WHY_NOT[kind]);
    if (this.waiting >= MOST_WAITING) return refuse('uploads-busy', { retryAfterSeconds: SECONDS });
    this.waiting += 1;
    const turn = this.last.then(() => redraw(bytes, megapixels * 1_000_000));
    this.last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.waiting -= 1;
    }
  }
}

async function redraw(bytes: Buffer, mostPixels: number): Promise<Redrawn | Refusal> {
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 });
    // Asked of the header first, so that a bomb is told from a damaged file.
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > mostPixels)
      return refuse('picture-too-large', { megapixels: mostPixels / 1_000_000 });
    const { data, info } = await picture
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: QUALITY })
      .timeout({ seconds: SECONDS })
      .toBuffer({ resolveWithObject: true });
    return { jpeg: data, width: info.width, height: info.height };
  } catch {
    // What the library says may quote what is in the file.
    return refuse('picture-unreadable');
  }
}
