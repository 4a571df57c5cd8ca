/** A picture ready to be sent, and the same for showing it. */
export type Picture = { readonly file: Blob; readonly shown: string };

const LONGEST_SIDE = 2400;
const QUALITY = 0.85;

/**
 * Makes a picture small enough for a slow line and draws it anew, which leaves behind where and by what it was taken.
 * Rejects when the browser cannot read the file. A data address, because the page's policy lets no other picture in.
 */
export async function readPicture(file: Blob): Promise<Picture> {
  const image = await load(await addressOf(file));
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser cannot draw.');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const jpeg = await new Promise<Blob | null>((drawn) => canvas.toBlob(drawn, 'image/jpeg', QUALITY));
  if (!jpeg) throw new Error('This browser cannot write a JPEG.');
  return { file: jpeg, shown: await addressOf(jpeg) };
}

function addressOf(file: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => (typeof reader.result === 'string' ? done(reader.result) : failed(new Error()));
    reader.onerror = () => failed(new Error('The file cannot be read.'));
    reader.readAsDataURL(file);
  });
}

function load(address: string): Promise<HTMLImageElement> {
  return new Promise((loaded, failed) => {
    const image = new Image();
    image.onload = () => loaded(image);
    image.onerror = () => failed(new Error('The file is no picture that this browser knows.'));
    image.src = address;
  });
}
