import { codeOf, newIdempotencyKey, problemError } from './request.ts';
import { proveAgain } from './step-up/proving.ts';

export type UploadProgress = (sent: { bytes: number; of: number }) => void;

/** Sends one file as multipart/form-data; again, under the same key, once the agent has proven who they are. */
export async function upload(url: string, file: File, onProgress: UploadProgress): Promise<unknown> {
  const key = newIdempotencyKey();
  try {
    return await sendOnce(url, key, file, onProgress);
  } catch (error) {
    if (codeOf(error) !== 'step-up-needed' || !(await proveAgain())) throw error;
    return sendOnce(url, key, file, onProgress);
  }
}

/** XMLHttpRequest, because fetch does not tell how much has been sent. */
function sendOnce(url: string, key: string, file: File, onProgress: UploadProgress): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append('file', file, file.name);
    const http = new XMLHttpRequest();
    http.open('POST', url);
    http.responseType = 'text';
    http.setRequestHeader('Accept', 'application/json');
    http.setRequestHeader('Idempotency-Key', key);
    http.upload.onprogress = ({ loaded, total }) => onProgress({ bytes: loaded, of: total });
    http.onload = () => {
      const body = parse(http.responseText);
      if (http.status >= 200 && http.status < 300) resolve(body);
      else reject(problemError(http.status, body));
    };
    http.onerror = () =>
      reject(problemError(0, { code: 'unreachable', title: 'relink.problem.uploadBroken' }));
    http.send(form);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
