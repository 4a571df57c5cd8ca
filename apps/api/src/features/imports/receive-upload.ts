import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import type { Settings } from '../../platform/config/settings.ts';
import { isBrokenForm } from '../../platform/problems/broken-form.ts';
import { problem } from '../../platform/problems/problem.ts';
import { uploadPath } from './uploads.ts';

/** An upload on disk. */
export type Upload = {
  readonly path: string;
  readonly fileName: string;
  readonly bytes: number;
  /** SHA-256 of the content, in hexadecimal. */
  readonly digest: string;
};

const MIB = 1024 * 1024;

/**
 * Streams the part named `file` to disk. Throws `unsupported-media-type`, `invalid-input` where the part is missing,
 * and `file-too-large`; nothing is left on disk then.
 */
export async function receiveUpload(
  request: FastifyRequest,
  settings: Settings,
  importId: string,
): Promise<Upload> {
  if (!request.isMultipart()) throw problem('unsupported-media-type');
  const part = await request.file().catch(refuseBroken);
  if (part?.fieldname !== 'file')
    throw problem('invalid-input', { errors: { file: 'Send the export as a part named file.' } });
  const path = await uploadPath(settings, importId);
  const hash = createHash('sha256');
  const most = settings.importMiB * MIB;
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      // The rest is read and thrown away: a browser that is cut off while it sends never sees why.
      if (bytes > most) {
        done();
        return;
      }
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(part.file, measure, createWriteStream(path, { mode: 0o600, flags: 'wx' })).catch(
      refuseBroken,
    );
    if (bytes > most) throw tooLarge(settings.importMiB);
    return { path, fileName: part.filename, bytes, digest: hash.digest('hex') };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

function refuseBroken(thrown: unknown): never {
  if (!isBrokenForm(thrown)) throw thrown;
  throw problem('invalid-input', {
    errors: { file: 'The upload is broken off or not written as multipart.' },
  });
}

function tooLarge(mebibytes: number): ReturnType<typeof problem> {
  const size = mebibytes.toLocaleString('en-GB');
  return problem('file-too-large', {
    errors: {
      file: `A file may have ${size} MiB. Split it and give each part the header, import it with npm run import, which takes any size, or raise RELINK_IMPORT_MIB.`,
    },
    details: { mebibytes },
  });
}
