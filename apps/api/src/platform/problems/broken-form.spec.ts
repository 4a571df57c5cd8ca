import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import fastifyMultipart from '@fastify/multipart';
import Fastify from 'fastify';
import { DatabaseError } from 'pg';
import { isBrokenForm } from './broken-form.ts';
import { ProblemException } from './problem.ts';

/** What the form's own parser throws while it reads a file of this form. */
async function thrownBy(payload: string, contentType = 'multipart/form-data; boundary=b'): Promise<unknown> {
  const app = Fastify();
  await app.register(fastifyMultipart);
  let thrown: unknown;
  app.post('/', async (request) => {
    try {
      const part = await request.file();
      await part?.toBuffer();
    } catch (error) {
      thrown = error;
    }
    return {};
  });
  await app.inject({ method: 'POST', url: '/', payload, headers: { 'content-type': contentType } });
  await app.close();
  return thrown;
}

const PART = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';

describe('a form that is broken', () => {
  it.each([
    ['broken off in a file', PART + 'id,name\r\n1,As'],
    ['broken off in a header', '--b\r\ncontent-disposition: form-da'],
    ['without the boundary that it names', 'id,name\r\n1,Asha'],
    ['with a header that is none', '--b\r\nno header at all\r\n\r\nid\r\n'],
  ])('is one %s', async (_, payload) => {
    const thrown = await thrownBy(payload);
    expect(thrown).toBeInstanceOf(Error);
    expect(isBrokenForm(thrown)).toBe(true);
  });

  it('is one that names no boundary', async () => {
    const thrown = await thrownBy(PART, 'multipart/form-data');
    expect(thrown).toBeInstanceOf(Error);
    expect(isBrokenForm(thrown)).toBe(true);
  });

  it('is none that is whole', async () => {
    expect(await thrownBy(PART + 'id,name\r\n1,Asha\r\n--b--\r\n')).toBeUndefined();
  });
});

describe('what else goes wrong while a form is read', () => {
  it('is no fault of the form where the database says no, or is gone', () => {
    const said = Object.assign(new DatabaseError('duplicate key', 80, 'error'), { code: '23505' });
    expect(isBrokenForm(said)).toBe(false);
    expect(isBrokenForm(new Error('Connection terminated unexpectedly'))).toBe(false);
  });

  it('is no fault of the form where the disk, a stream or a connection fails', async () => {
    const [ofDisk] = (await once(createReadStream('/nowhere/at/all'), 'error')) as [unknown];
    expect(ofDisk).toMatchObject({ syscall: 'open' });
    expect(isBrokenForm(ofDisk)).toBe(false);
    for (const code of ['ENOSPC', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'])
      expect(isBrokenForm(Object.assign(new Error('It failed.'), { code }))).toBe(false);
  });

  it('is no fault of the form where the program is wrong, or has already said what is', () => {
    const wrong = [
      new TypeError('Cannot read properties of undefined'),
      new RangeError('Invalid array length'),
      new ProblemException({ code: 'not-found' }),
      Object.assign(new Error('Too large.'), { statusCode: 413 }),
      'a text',
      undefined,
    ];
    for (const thrown of wrong) expect(isBrokenForm(thrown)).toBe(false);
  });
});
