import * as fc from 'fast-check';
import { isPictureKind, pictureKindOf } from './picture-kind.ts';

/** So many bytes decide what a file is. */
const KIND_BYTES = 12;

const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

describe('what a file is by its first bytes', () => {
  it.each([
    ['\xff\xd8\xff\xe0\0\x10JFIF\0', 'jpeg'],
    ['\x89PNG\r\n\x1a\n\0\0\0\r', 'png'],
    ['RIFF\x24\0\0\0WEBPVP8 ', 'webp'],
    ['\0\0\0\x18ftypheic', 'heic'],
    ['\0\0\0\x18ftypmif1', 'heic'],
    ['\0\0\0\x18ftypavif', 'heic'],
    ['%PDF-1.7\n%\xe2\xe3', 'pdf'],
    ['\0\0\0\x18ftypmp42', 'other'],
    ['RIFF\x24\0\0\0WAVEfmt ', 'other'],
    ['PK\x03\x04\x14\0\0\0', 'other'],
    ['<svg xmlns="http', 'other'],
    ['GIF89a', 'other'],
    ['\x89PN', 'other'],
    ['', 'other'],
  ])('%j is %s', (start, kind) => {
    expect(pictureKindOf(bytes(start))).toBe(kind);
    expect(isPictureKind(pictureKindOf(bytes(start)))).toBe(['jpeg', 'png', 'webp'].includes(kind));
  });

  it('is told by so many bytes, whatever follows', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: KIND_BYTES }), fc.uint8Array(), (start, rest) => {
        const whole = Uint8Array.from([...start.subarray(0, KIND_BYTES), ...rest]);
        expect(pictureKindOf(whole)).toBe(pictureKindOf(start.subarray(0, KIND_BYTES)));
      }),
    );
  });
});
