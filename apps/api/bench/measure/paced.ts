import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller, LoadRequest } from './load.ts';

/**
 * Sends so many requests a second, each at its time whether or not the ones before are answered, and says how many
 * milliseconds each took from then. Throws when an answer is not a success.
 */
export async function paced(
  url: string,
  callers: readonly Caller[],
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const began = performance.now();
  const answers: Promise<number>[] = [];
  for (let sent = 0; sent < perSecond * seconds; sent++) {
    const due = began + (sent * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    const caller = callers[sent % callers.length];
    if (!caller) throw new Error('There is nobody to ask.');
    const answer = answered(agent, url, caller.cookie, caller.next());
    // Heard below, once all are sent.
    answer.catch(() => undefined);
    answers.push(answer);
  }
  try {
    return await Promise.all(answers);
  } finally {
    agent.destroy();
  }
}

function answered(agent: Agent, url: string, cookie: string, asked: LoadRequest): Promise<number> {
  const { method, path, headers, body } = asked;
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const sending = request(
      new URL(path, url),
      { agent, method, headers: { ...headers, cookie } },
      (answer) => {
        answer.resume();
        answer.once('error', reject);
        answer.once('end', () => {
          if (answer.statusCode === 200 || answer.statusCode === 201) resolve(performance.now() - began);
          else reject(new Error(`${method} ${path} was answered with ${String(answer.statusCode)}.`));
        });
      },
    );
    sending.once('error', reject);
    sending.end(body);
  });
}
