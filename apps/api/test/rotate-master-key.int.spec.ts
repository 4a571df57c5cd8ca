import { randomUUID } from 'node:crypto';
import { anAccount } from '@relink/testing';
import { DataSource } from 'typeorm';
import { LogKey } from '../src/features/audit/log-key.ts';
import { SETTINGS } from '../src/platform/config/settings.ts';
import { poolOf } from '../src/platform/database/data-source.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { SettingsError } from '../src/platform/config/settings.ts';
import { checkMasterKey } from '../src/platform/sealing/check-master-key.ts';
import { CustomerKeys } from '../src/platform/sealing/customer-keys.ts';
import { DataKeys } from '../src/platform/sealing/data-keys.ts';
import { readDataKeys } from '../src/platform/sealing/read-data-keys.ts';
import { rotateMasterKey } from '../src/platform/sealing/rotate-master-key.ts';
import { Sealing } from '../src/platform/sealing/sealing.ts';
import { MASTER_KEY, TestDesk } from './harness/test-desk.ts';

const NEXT_KEY = 'cd'.repeat(32);
const [old, next] = [MASTER_KEY, NEXT_KEY].map((hex) => Buffer.from(hex, 'hex')) as [Buffer, Buffer];

describe('rotating the master key while the desk runs', () => {
  let desk: TestDesk;
  const said: string[] = [];
  const both = { masterKey: next, previousMasterKey: old };
  const ownerUrl = () => {
    const url = new URL(process.env['RELINK_TEST_POSTGRES'] ?? '');
    url.pathname = `/${desk.owner.database ?? ''}`;
    return url.toString();
  };
  const rotate = () => rotateMasterKey(ownerUrl(), both, { settleMs: 400, say: (text) => said.push(text) });
  const pool = () => poolOf(desk.app.get(DataSource));
  const keys = () => desk.app.get(CustomerKeys);
  const sealed = async (id: string) => keys().seal(pool(), id, 'of the test', { street: 'Lotus' });

  // A process looks every five seconds, and a rotation waits for that: here both are a hundred times as fast.
  let following: NodeJS.Timeout;
  beforeAll(async () => {
    desk = await TestDesk.open({ RELINK_MASTER_KEY: NEXT_KEY, RELINK_MASTER_KEY_PREVIOUS: MASTER_KEY });
    following = setInterval(() => void desk.app.get(DataKeys).refresh(pool()), 50);
  });
  afterAll(() => {
    clearInterval(following);
    return desk.close();
  });

  it('refuses a start without the previous key before it, and without the new one after it', async () => {
    await expect(checkMasterKey(desk.owner, { masterKey: next })).rejects.toThrow(SettingsError);
    await expect(checkMasterKey(desk.owner, both)).resolves.toBeUndefined();
  });

  it('keeps open, beside the work, everything that was sealed before, meanwhile and after', async () => {
    const before = await anAccount(desk);
    const value = await sealed(before.id);
    const sealing = desk.app.get(Sealing);
    const digest = sealing.digest('challenge code', 'x');
    const messageId = randomUUID();
    await desk.sql(
      `insert into message (id, channel, template, language, realm, destination, created_at, secret_sealed)
       values ($1, 'sms', 'code', 'en', 'main', '+4600000', now(), $2)`,
      [messageId, sealing.sealMessageSecret(messageId, { code: '123456' })],
    );
    const [first] = await desk.sql<{ wrapped: Buffer }>('select wrapped from audit_key');

    const rotation = rotate();
    const meanwhile = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { id } = await anAccount(desk);
        return { id, value: await sealed(id) };
      }),
    );
    await rotation;
    const after = await anAccount(desk);
    const late = await sealed(after.id);

    const onlyNext = new CustomerKeys(new Sealing(await readDataKeys(pool(), { masterKey: next })));
    for (const each of [{ id: before.id, value }, ...meanwhile, { id: after.id, value: late }]) {
      expect(await keys().open(pool(), each.id, 'of the test', each.value)).toEqual({ street: 'Lotus' });
      expect(await onlyNext.open(pool(), each.id, 'of the test', each.value)).toEqual({ street: 'Lotus' });
    }
    const [row] = await desk.sql<{ secret: Buffer }>(
      'select secret_sealed as secret from message where id = $1',
      [messageId],
    );
    const anew = new Sealing(await readDataKeys(pool(), { masterKey: next }));
    expect(anew.openMessageSecret(messageId, row!.secret)).toEqual({ code: '123456' });
    expect(anew.digest('challenge code', 'x')).toEqual(digest);
    expect((await desk.sql('select 1 from audit_key where wrapped = $1', [first!.wrapped])).length).toBe(0);
    expect(said.at(-1)).toMatch(/may be removed/);
  });

  it('leaves the log its key: who knew it before the rotation, and who starts after it, sign what the same key verifies', async () => {
    const source = desk.app.get(DataSource);
    const signer = (sealing: Sealing) => new LogKey(source, sealing, desk.app.get(SETTINGS));
    const waiting = signer(desk.app.get(Sealing));
    const { name } = await waiting.ensure();
    const known = await waiting.text();
    const third = { masterKey: Buffer.from('ab'.repeat(32), 'hex'), previousMasterKey: next };
    const sealedBefore = await desk.sql('select sealed from audit_signing_key');
    await rotateMasterKey(ownerUrl(), third, { settleMs: 0, say: (text) => said.push(text) });
    expect(await desk.sql('select sealed from audit_signing_key')).not.toEqual(sealedBefore);

    const alone = new Sealing(await readDataKeys(pool(), { masterKey: third.masterKey }));
    const started = signer(alone);
    const note = await started.sign(`${name}\n1\nroot\n`);
    expect(await started.text()).toBe(known);
    expect(await waiting.isOwn(note)).toBe(true);
    // Back to the key that the rest of this file is about; who only waited has not opened the half that signs until now.
    await rotateMasterKey(
      ownerUrl(),
      { masterKey: next, previousMasterKey: third.masterKey },
      { settleMs: 400, say: (text) => said.push(text) },
    );
    expect(await started.isOwn(await waiting.sign(`${name}\n2\nroot\n`))).toBe(true);
  });

  it('leaves nothing of the database that the previous key opens', async () => {
    await expect(checkMasterKey(desk.owner, { masterKey: old })).rejects.toThrow(SettingsError);
    await expect(checkMasterKey(desk.owner, { masterKey: next })).resolves.toBeUndefined();
    const [key] = await desk.sql<{ id: string; wrapped: Buffer }>(
      'select account_id as id, wrapped from audit_key limit 1',
    );
    expect(() => Sealing.under({ masterKey: old }).unwrapCustomerKey(key!.id, key!.wrapped)).toThrow();
  });

  it('may be repeated, and says that there is nothing left to do; starting and migrating go on with the new key alone', async () => {
    await rotate();
    expect(said.some((text) => text.includes('wrapped with this master key already'))).toBe(true);
    await migrate(ownerUrl(), next);
    const probe = await fetch(`${desk.url}/api/health/ready`);
    expect(probe.status).toBe(200);
  });

  it('goes on where it was broken off, at whatever step', async () => {
    const { id } = await anAccount(desk);
    const value = await sealed(id);
    const third = { masterKey: Buffer.from('ef'.repeat(32), 'hex'), previousMasterKey: next };
    const broken = () => {
      throw new Error('the power went out');
    };
    await expect(rotateMasterKey(ownerUrl(), third, { settleMs: 400, say: broken })).rejects.toThrow('power');
    const told: string[] = [];
    await rotateMasterKey(ownerUrl(), third, { settleMs: 400, say: (text) => told.push(text) });
    expect(told).toContainEqual(expect.stringMatching(/audit_key: \d+ sealed anew/));
    const opened = new CustomerKeys(new Sealing(await readDataKeys(pool(), { masterKey: third.masterKey })));
    expect(await opened.open(pool(), id, 'of the test', value)).toEqual({ street: 'Lotus' });
  });
});
