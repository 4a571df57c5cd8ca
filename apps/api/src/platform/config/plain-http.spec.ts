import { readSettings, SettingsError } from './settings.ts';

const ELSEWHERE = 'must be reached by https; RELINK_PLAIN_HTTP=on allows http';
const SECRET = 'sixteen letters!';

describe('what the desk sends to another machine', () => {
  const read = (env: NodeJS.ProcessEnv) =>
    readSettings({ NODE_ENV: 'test', RELINK_MASTER_KEY: '0'.repeat(64), ...env });
  const webhook = (AUDIT_WEBHOOK_URL: string, more: NodeJS.ProcessEnv = {}) =>
    read({ AUDIT_WEBHOOK_URL, AUDIT_WEBHOOK_SECRET: SECRET, ...more });

  it.each([
    'http://siem.shop.example/log',
    'http://10.0.0.7:8088',
    'HTTP://siem',
    'http://127.0.0.1.evil.example/',
  ])('is not read on the way: a desk that would stream to %s does not start', (address) => {
    expect(() => webhook(address)).toThrow(SettingsError);
    expect(() => webhook(address)).toThrow(`AUDIT_WEBHOOK_URL: another machine ${ELSEWHERE}`);
  });

  it('is not taken on the way either: a witness on another machine is reached by https', () => {
    const witness = (AUDIT_WITNESS: string) => read({ AUDIT_WITNESS }).auditWitness;
    expect(() => witness('http://witness.shop.example/notes')).toThrow(
      `AUDIT_WITNESS: another machine ${ELSEWHERE}`,
    );
    for (const place of ['https://witness.shop.example', 'http://127.0.0.1:9/', '/var/lib/relink/notes'])
      expect(witness(place)).toBe(place);
    for (const none of ['notes.txt', 'http://', 'ftp://witness.shop.example', 'file:///notes'])
      expect(() => witness(none)).toThrow('AUDIT_WITNESS: must be the absolute path');
  });

  it.each([
    { SMS_WEBHOOK_URL: 'http://sms.shop.example/', SMS_WEBHOOK_SECRET: SECRET },
    { SIM_SWAP_URL: 'http://10.0.0.8/', SIM_SWAP_SECRET: SECRET },
    { TWILIO_API_URL: 'http://api.twilio.com' },
  ])('hides codes and numbers from whoever is on the way: %j', (env) => {
    expect(() => read(env)).toThrow(`${Object.keys(env)[0]!}: another machine ${ELSEWHERE}`);
    expect(() => read({ ...env, RELINK_PLAIN_HTTP: 'on' })).not.toThrow();
  });

  it.each([
    'https://siem.shop.example/log',
    'http://localhost:9000/',
    'http://127.0.0.1:1',
    'http://127.1',
    'http://[::1]:9',
  ])('may be %s', (address) => {
    expect(webhook(address).auditWebhook).toEqual({ url: address, secret: SECRET });
  });

  it('may be plain where whoever runs the desk says that nobody else reads that network', () => {
    const allowed = { RELINK_PLAIN_HTTP: 'on', AUDIT_WITNESS: 'http://witness:80/' };
    expect(webhook('http://siem:8088/', allowed)).toMatchObject({
      auditWebhook: { url: 'http://siem:8088/' },
      auditWitness: 'http://witness:80/',
    });
    expect(() => webhook('http://siem/', { RELINK_PLAIN_HTTP: 'yes' })).toThrow('RELINK_PLAIN_HTTP');
  });

  it('is signed, or it is nowhere', () => {
    for (const half of [{ AUDIT_WEBHOOK_URL: 'https://siem.shop.example' }, { AUDIT_WEBHOOK_SECRET: SECRET }])
      expect(() => read(half)).toThrow('belong together');
  });
});
