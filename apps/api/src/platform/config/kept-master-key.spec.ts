import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginNextMasterKey, keptMasterKeys, replaceKeptMasterKey } from './kept-master-key.ts';
import { readSettings } from './settings.ts';

describe('the master key that a desk keeps itself', () => {
  const folder = () => join(mkdtempSync(join(tmpdir(), 'relink-key-')), 'data');

  it('is made once, for its owner alone, and read again by the next start', () => {
    const dataDir = folder();
    const { masterKey } = keptMasterKeys(dataDir);
    expect(masterKey).toHaveLength(32);
    expect(keptMasterKeys(dataDir)).toEqual({ masterKey, previousMasterKey: undefined });
    expect(statSync(join(dataDir, 'master.key')).mode & 0o777).toBe(0o600);
    expect(readSettings({ RELINK_DATA_DIR: dataDir })).toMatchObject({ masterKey, keepsMasterKey: true });
  });

  it('opens with either key while it is rotated, also when that was broken off, and then with the new one', () => {
    const dataDir = folder();
    const before = keptMasterKeys(dataDir).masterKey;
    beginNextMasterKey(dataDir);
    const { masterKey, previousMasterKey } = keptMasterKeys(dataDir);
    beginNextMasterKey(dataDir);
    expect(keptMasterKeys(dataDir)).toEqual({ masterKey, previousMasterKey });
    expect(previousMasterKey).toEqual(before);
    const aside = replaceKeptMasterKey(dataDir, masterKey, before) ?? '';
    expect(keptMasterKeys(dataDir)).toEqual({ masterKey, previousMasterKey: undefined });
    expect(readFileSync(aside, 'utf8')).toBe(before.toString('hex'));
    expect(readdirSync(dataDir).sort()).toEqual(['master.key', aside.slice(dataDir.length + 1)]);
  });

  it('is left alone by a rotation of another key', () => {
    const dataDir = folder();
    const { masterKey } = keptMasterKeys(dataDir);
    expect(replaceKeptMasterKey(dataDir, Buffer.alloc(32), Buffer.alloc(32, 1))).toBeUndefined();
    expect(keptMasterKeys(dataDir).masterKey).toEqual(masterKey);
  });
});
