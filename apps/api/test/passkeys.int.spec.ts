import type {
  FactorView,
  Me,
  PasskeyCreationOptions,
  PasskeyRequestOptions,
  Problem,
} from '@relink/contract';
import { Authenticator, type Oddities } from './harness/authenticator.ts';
import { type Browser, PASSWORD, TestDesk } from './harness/test-desk.ts';

const RP_ID = 'care.shop.example';
const ORIGIN = `https://${RP_ID}`;

describe('a passkey', () => {
  let desk: TestDesk;
  beforeAll(async () => (desk = await TestDesk.open({ RELINK_PUBLIC_URL: ORIGIN })));
  afterAll(() => desk.close());

  const phone = () => new Authenticator(RP_ID, ORIGIN);
  const optionsFor = async (browser: Browser) =>
    (await browser.post<PasskeyCreationOptions>('/api/my-factors/passkey-options')).body;
  const enrol = (browser: Browser, passkey: object) =>
    browser.post<FactorView[] & Problem>('/api/my-factors/passkeys', { name: 'My phone', passkey });
  const challenge = async (browser: Browser) =>
    (await browser.post<PasskeyRequestOptions>('/api/passkey-challenges')).body;
  const halfSession = async (username: string) => {
    const browser = desk.browser(desk.url, { factor: false });
    await browser.post('/api/sign-in', { username, password: PASSWORD });
    return browser;
  };
  const give = (browser: Browser, answer: object) =>
    browser.post<Me & Problem>('/api/sign-in/factor', { kind: 'passkey', answer });
  /** A supervisor whose only factor is a passkey on a phone. */
  const withPasskey = async () => {
    const { id, username } = await desk.hire('supervisor', undefined, { factor: false });
    const [browser, device] = [desk.browser(), phone()];
    await browser.post('/api/sign-in', { username, password: PASSWORD });
    const { status } = await enrol(browser, device.make(await optionsFor(browser)));
    expect(status).toBe(200);
    return { id, username, browser, device };
  };

  it('is enrolled by name, signs in, and proves it again', async () => {
    const { username, device, browser } = await withPasskey();
    expect((await browser.get<FactorView[]>('/api/my-factors')).body).toEqual([
      expect.objectContaining({ kind: 'passkey', name: 'My phone' }),
    ]);
    const half = await halfSession(username);
    expect((await half.get<Me>('/api/me')).body.factors).toEqual(['passkey']);
    const { status, body } = await give(half, device.sign(await challenge(half)));
    expect([status, body.standing]).toEqual([200, 'whole']);
    desk.pass({ minutes: 6 });
    const stop = () => half.post<Problem>('/api/my-factors/passkey-options');
    expect((await stop()).body.code).toBe('step-up-needed');
    const again = { kind: 'passkey', answer: device.sign(await challenge(half)) };
    expect((await half.post('/api/step-up', again)).status).toBe(204);
    expect((await stop()).status).toBe(200);
  });

  it.each<[string, Oddities]>([
    ['another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['another page', { origin: 'https://care.shop.example.evil.test' }],
    ['the same page without TLS', { origin: `http://${RP_ID}` }],
    ['another host', { rpId: 'evil.test' }],
    ['nobody who unlocked it', { verified: false }],
  ])('is not enrolled, and does not sign in, for %s', async (_, odd) => {
    const { username, device } = await withPasskey();
    const agent = await desk.signedIn('agent');
    const refused = await enrol(agent, phone().make(await optionsFor(agent), odd));
    expect([refused.status, refused.body.code]).toEqual([422, 'factor-not-accepted']);
    const half = await halfSession(username);
    const { status, body } = await give(half, device.sign(await challenge(half), odd));
    expect([status, body.code]).toEqual([422, 'factor-not-accepted']);
  });

  it('of an attacker is not registered on somebody else’s session, nor with what was asked of another', async () => {
    const [victim, attacker] = [await desk.signedIn('agent'), await desk.signedIn('agent')];
    const device = phone();
    // The attacker's own options, answered in the victim's session: nothing was asked there.
    const crossed = await enrol(victim, device.make(await optionsFor(attacker)));
    expect(crossed.body.code).toBe('factor-not-accepted');
    // What the victim was asked, answered in the attacker's session.
    await optionsFor(attacker);
    const stolen = await enrol(attacker, device.make(await optionsFor(victim)));
    expect(stolen.body.code).toBe('factor-not-accepted');
    expect((await victim.get('/api/my-factors')).body).toEqual([]);
  });

  it('answers a challenge once, within five minutes, and only in the session that was asked', async () => {
    const { username, device } = await withPasskey();
    const [half, other] = [await halfSession(username), await halfSession(username)];
    const asked = await challenge(half);
    expect((await give(other, device.sign(asked))).body.code).toBe('factor-not-accepted');
    await give(half, device.sign(asked, { counter: 90, verified: false }));
    // The challenge went with the wrong answer.
    expect((await give(half, device.sign(asked, { counter: 91 }))).body.code).toBe('factor-not-accepted');
    const late = await challenge(half);
    desk.pass({ minutes: 5 });
    expect((await give(half, device.sign(late, { counter: 92 }))).body.code).toBe('factor-not-accepted');
  });

  it('that was copied is found by its counter', async () => {
    const { username, device } = await withPasskey();
    const copy = device.copy();
    for (let nth = 0; nth < 2; nth++) {
      const half = await halfSession(username);
      expect((await give(half, device.sign(await challenge(half)))).status).toBe(200);
    }
    const half = await halfSession(username);
    expect((await give(half, copy.sign(await challenge(half)))).body.code).toBe('factor-not-accepted');
  });

  it('of somebody else, and one that nobody enrolled, open nothing', async () => {
    const [one, other] = [await withPasskey(), await withPasskey()];
    const half = await halfSession(one.username);
    expect((await give(half, other.device.sign(await challenge(half)))).body.code).toBe(
      'factor-not-accepted',
    );
    expect((await give(half, phone().sign(await challenge(half)))).body.code).toBe('factor-not-accepted');
  });

  it('cannot be enrolled twice, not even by two people', async () => {
    const { device, browser } = await withPasskey();
    expect((await enrol(browser, device.make(await optionsFor(browser)))).body.code).toBe(
      'factor-known-already',
    );
    const agent = await desk.signedIn('agent');
    expect((await enrol(agent, device.make(await optionsFor(agent)))).body.code).toBe('factor-known-already');
  });

  it('is not asked of who has none, nor at an address of numbers', async () => {
    const agent = await desk.signedIn('agent');
    expect((await agent.post<Problem>('/api/passkey-challenges')).body.code).toBe('passkeys-unavailable');
    const elsewhere = await TestDesk.open();
    const there = await elsewhere.signedIn('agent');
    const answer = await there.post<Problem>('/api/my-factors/passkey-options');
    await elsewhere.close();
    expect([answer.status, answer.body.code]).toEqual([409, 'passkeys-unavailable']);
  });
});
