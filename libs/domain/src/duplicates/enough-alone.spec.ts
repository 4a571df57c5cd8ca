import { blockingKeys, LARGEST_BLOCK } from './blocking-keys.ts';
import { enoughAlone } from './enough-alone.ts';
import { matchRecordOf } from './match-record.ts';

const record = matchRecordOf({
  id: '1',
  firstName: 'Zenobia',
  lastName: 'Quillfeather',
  birthDate: '1980-02-03',
  country: 'IN',
  beganAt: null,
  orderCount: 0,
  identifiers: [
    {
      kind: 'email',
      use: 'login',
      state: 'verified',
      normalised: 'zenobiaquill@mail.example',
      alias: 'zenobiaquill@mail.example',
      linkedSince: null,
      releasedAt: null,
      releaseReason: null,
      takenByAccountId: null,
      reachable: true,
    },
  ],
  addresses: [
    {
      name: '',
      line1: '7 Marsh Lane',
      line2: '',
      city: 'Surat',
      province: 'GJ',
      postcode: '395123',
      country: 'IN',
      phone: '+919812340001',
    },
  ],
  shipped: [],
});

describe('two accounts that share a single key', () => {
  const enough = (most: number) =>
    new Set(
      blockingKeys(record)
        .filter((key) => enoughAlone(key) === most)
        .map((key) => key.split(':')[0]),
    );

  it('are compared for a mailbox, a phone or a birth date, whatever else differs', () => {
    expect(enough(LARGEST_BLOCK)).toEqual(new Set(['mailbox', 'phone', 'born', 'born-in']));
  });

  it('are compared for a name that few have', () => {
    expect(enough(4)).toEqual(new Set(['name', 'local']));
  });

  it('are not compared for a street or a postcode with a name', () => {
    expect(enough(0)).toEqual(new Set(['area', 'house', 'street']));
  });
});
