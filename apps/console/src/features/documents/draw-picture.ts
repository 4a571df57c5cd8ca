/** Quarter turns clockwise. */
export type Turns = 0 | 1 | 2 | 3;

/**
 * Draws a picture, turned, with a mark across it that names who looks and when: a photo of the screen tells whose screen
 * it was. It prevents no photo.
 */
export function drawPicture(
  canvas: HTMLCanvasElement,
  picture: ImageBitmap,
  { turns, mark }: { readonly turns: Turns; readonly mark: string },
): void {
  const lying = turns % 2 === 1;
  canvas.width = lying ? picture.height : picture.width;
  canvas.height = lying ? picture.width : picture.height;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.save();
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((turns * Math.PI) / 2);
  context.drawImage(picture, -picture.width / 2, -picture.height / 2);
  context.restore();
  drawMark(context, mark);
}

function drawMark(context: CanvasRenderingContext2D, mark: string): void {
  const { width, height } = context.canvas;
  const size = Math.max(14, Math.round(Math.hypot(width, height) / 40));
  const reach = Math.hypot(width, height);
  context.save();
  context.font = `600 ${String(size)}px sans-serif`;
  context.translate(width / 2, height / 2);
  context.rotate(-Math.PI / 6);
  const step = context.measureText(mark).width + size * 3;
  // Light on dark and dark on light: it is read on any picture.
  context.fillStyle = 'rgba(255, 255, 255, 0.35)';
  context.strokeStyle = 'rgba(0, 0, 0, 0.3)';
  for (let y = -reach / 2; y < reach / 2; y += size * 7)
    for (let x = -reach / 2; x < reach / 2; x += step) {
      context.strokeText(mark, x, y);
      context.fillText(mark, x, y);
    }
  context.restore();
}
