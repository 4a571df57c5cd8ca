/** In bytes: the header and some hundred rows; see MOST_SAMPLE of the contract. */
const SAMPLE_BYTES = 48 * 1024;

/** The beginning of a file, as it is sent to be shown; `cut` where the file goes on. */
export type Sample = { readonly sample: string; readonly cut: boolean };

/** Reads the beginning of a chosen file in the browser. */
export async function readSample(file: File): Promise<Sample> {
  const sample = await file.slice(0, SAMPLE_BYTES).text();
  return { sample, cut: file.size > SAMPLE_BYTES };
}
