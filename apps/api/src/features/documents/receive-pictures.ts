import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type DocumentKey, documentKey } from '@relink/contract';
import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { isBrokenForm } from '../../platform/problems/broken-form.ts';
import { problem } from '../../platform/problems/problem.ts';

const MEGABYTE = 1_000_000;
const LONGEST_FIELD = 200;

/** The limits of an upload: how many pictures, of how many megabytes each. */
export type UploadLimits = { readonly pictures: number; readonly megabytes: number };

type FormLimits = { files: number; fields: number; fieldSize: number; fileSize: number };

/** Pictures as they were sent, and a digest of them all. */
export type Sent = { readonly pictures: readonly Buffer[]; readonly digest: string };

/**
 * Reads a form: first the fields of a link or a code, then the pictures. `admit` is asked once the fields are known and
 * before a byte of a picture is kept: who has no key fills no memory. Throws unsupported-media-type, invalid-input and
 * picture-too-large; what `admit` throws goes through.
 */
export async function receivePictures<T>(
  request: FastifyRequest,
  { pictures: most, megabytes }: UploadLimits,
  admit: (key: DocumentKey) => Promise<T>,
): Promise<Sent & { readonly key: DocumentKey; readonly admitted: T }> {
  if (!request.isMultipart()) throw problem('unsupported-media-type');
  const fields = new Map<string, unknown>();
  const pictures: Buffer[] = [];
  const hash = createHash('sha256');
  let entered: { readonly key: DocumentKey; readonly admitted: T } | undefined;
  const limits = { files: most, fields: 2, fieldSize: LONGEST_FIELD, fileSize: megabytes * MEGABYTE + 1 };
  try {
    for await (const part of partsOf(request, limits, megabytes)) {
      if (part.type === 'field') {
        fields.set(part.fieldname, part.value);
        continue;
      }
      if (part.fieldname !== 'picture') throw badPictures();
      entered ??= await enter(fields, admit);
      const bytes = await readPicture(part.file, megabytes);
      hash.update(String(bytes.length)).update('\n').update(bytes);
      pictures.push(bytes);
    }
  } catch (fault) {
    // The rest is read and thrown away: a browser that is cut off while it sends never sees why.
    request.raw.unpipe();
    request.raw.resume();
    throw fault;
  }
  if (!entered || pictures.length === 0) throw badPictures();
  return { ...entered, pictures, digest: hash.digest('hex') };
}

async function enter<T>(
  fields: ReadonlyMap<string, unknown>,
  admit: (key: DocumentKey) => Promise<T>,
): Promise<{ readonly key: DocumentKey; readonly admitted: T }> {
  const parsed = documentKey.safeParse(Object.fromEntries(fields));
  if (!parsed.success)
    throw problem('invalid-input', { errors: { key: 'Send the token, or the reference and the code.' } });
  return { key: parsed.data, admitted: await admit(parsed.data) };
}

/** The parts of a form. What is wrong with it is explained here: what goes wrong with what is done with it is not the form's. */
async function* partsOf(
  request: FastifyRequest,
  limits: FormLimits,
  megabytes: number,
): AsyncGenerator<Multipart> {
  try {
    yield* request.parts({ limits });
  } catch (fault) {
    throw explained(fault, megabytes);
  }
}

async function readPicture(file: Readable, megabytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of file as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > megabytes * MEGABYTE) throw tooLarge(megabytes);
      chunks.push(chunk);
    }
  } catch (fault) {
    throw explained(fault, megabytes);
  }
  return Buffer.concat(chunks);
}

/** What is too many, too large or too long Fastify says by a code; what is broken off or malformed the parser says without. */
function explained(fault: unknown, megabytes: number): unknown {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge(megabytes);
  return isBrokenForm(fault) || code.startsWith('FST_') ? badPictures() : fault;
}

function tooLarge(megabytes: number) {
  return problem('picture-too-large', { details: { megabytes } });
}

function badPictures() {
  return problem('invalid-input', {
    errors: { picture: 'Send the key first, and then each picture as a part named picture.' },
  });
}
