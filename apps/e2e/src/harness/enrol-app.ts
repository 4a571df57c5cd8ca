import { randomUUID } from 'node:crypto';
import { generateSync } from 'otplib';

type Signed = { readonly username: string; readonly password: string };

/** The code that an authenticator app with this secret shows now. */
export function codeOf(secret: string): string {
  return generateSync({ secret });
}

/** Signs somebody in at the desk and enrols an authenticator app, as they would themselves. Returns its secret. */
export async function enrolApp(url: string, signed: Signed): Promise<string> {
  let cookie = '';
  const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${url}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return answer.status === 204 ? {} : ((await answer.json()) as Record<string, unknown>);
  };
  await post('sign-in', signed);
  const { secret } = await post('my-factors/totp-secret', {});
  if (typeof secret !== 'string') throw new Error('There is no secret.');
  await post('my-factors/totp', { name: 'App', code: codeOf(secret) });
  await post('sign-out', {});
  return secret;
}
