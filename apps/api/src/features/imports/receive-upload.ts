import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ImportKind } from '@relink/domain';
import type { FastifyRequest } from 'fastify';
import type { Settings } from '../../platform/config/settings.ts';
import { problem } from '../../platform/problems/problem.ts';
import { readFileHeader } from './read-batches.ts';
import { uploadPath } from './uploads.ts';

/** An upload on disk, known by its header. */
export type Upload = {
  readonly path: string;
  readonly fileName: string;
  readonly bytes: number;
  /** SHA-256 of the content, in hexadecimal. */
  readonly digest: string;
  readonly kind: ImportKind;
};

/**
 * Streams the part named `file` to disk, whatever its size. Throws `unsupported-media-type`, `invalid-input` where
 * the part is missing, and `file-unreadable` for a file that is neither export; nothing is left on disk then.
 */
export async function receiveUpload(
  request: FastifyRequest,
  settings: Settings,
  importId: string,
): Promise<Upload> {
  if (!request.isMultipart()) throw problem('unsupported-media-type');
  const part = await request.file();
  if (part?.fieldname !== 'file')
    throw problem('invalid-input', { errors: { file: 'Send the export as a part named file.' } });
  const path = await uploadPath(settings, importId);
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(part.file, measure, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    const header = await readFileHeader(path);
    if (header === null)
      throw problem('file-unreadable', {
        errors: { file: 'Its first row names no columns that Relink knows.' },
      });
    return { path, fileName: part.filename, bytes, digest: hash.digest('hex'), kind: header.kind };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
