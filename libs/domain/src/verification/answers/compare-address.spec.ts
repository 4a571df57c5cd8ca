import fc from 'fast-check';
import { compareAddress } from './compare-address.ts';
import type { KnownAddress } from './compare-address.ts';

const onFile = (line1: string, postcode: string, more: Partial<KnownAddress> = {}): KnownAddress => ({
  line1,
  line2: '',
  city: '',
  province: '',
  postcode,
  ...more,
});
const garden = onFile('12 Gartenweg', "'11002", { city: 'Berlin' });
const gardenFlat = onFile('41 Gartenweg', '11002', { line2: 'Flat 12', city: 'Berlin' });
const station = onFile('95 Station Road', "'315552", { line2: 'Flat 2', city: 'Pune', province: 'MH' });
const ashram = onFile('57 Ashram Road', '359022', { city: 'Pune' });
const sv = onFile('113 S V Road', '334982', { city: 'Surat' });
const gandhi = onFile('7 Mahatma Gandhi Road, Navrangpura', '380009', { city: 'Ahmedabad' });
const melati = onFile('15 Jalan Melati', "'16326", { city: 'Bandung' });
const hill = onFile('Jl. Bukit Indah No. 8, RT 05/RW 03', '16330', { city: 'Bandung' });
const bahnhof = onFile('185 Bahnhofstraße', '11072', { line2: 'Flat 10', city: 'Hamburg' });
const drottning = onFile('134 Drottninggatan', "'18430", { city: 'Malmö' });
const oak = onFile('158 Oak Street', '97717', { line2: 'Flat 28', city: 'San Francisco', province: 'CA' });
const latchford = onFile('2/98 Latchford Road', '2281');
const renmin = onFile('102 人民路', "'282239", { line2: 'Flat 18', city: '上海' });
const zhongshan = onFile('中山路12号302室', '250200', { city: '杭州' });
const ring = onFile('47 રિંગ રોડ', '324413', { city: 'રાજકોટ' });
const ashramGujarati = onFile('57 આશ્રમ રોડ', '359022');
const lenina = onFile('ул. Садовая, д. 5', '190000');
const letter = onFile('12a Mill Lane', 'SW1A 1AA');
const building = onFile('Rose Apartments', '411001', { line2: '12 Mill Lane', city: 'Pune' });
const fifth = onFile('350 5th Avenue', '10118');

describe('a shipping address the caller says', () => {
  it.each<[street: string, postcode: string, known: KnownAddress]>([
    // Position, case, spaces, abbreviations
    ['12 Gartenweg', '11002', garden],
    ['Gartenweg 12', '11002', garden],
    ['GARTENWEG 12, Berlin', ' 110 02 ', garden],
    ['Garten Weg 12', '11002', garden],
    ['95 Station Rd', '315552', station],
    ['95, Station Road, Pune', '315 552', station],
    ['Station Rd. 95', '315-552', station],
    ['95 Station', '315552', station],
    ['113 SV Rd', '334982', sv],
    ['113, S.V. Road, Surat', '334982', sv],
    ['Jl. Melati 15', '16326', melati],
    ['Jln Melati No. 15, Bandung', '16326', melati],
    ['15 Melati Road', '16326', melati],
    ['Jalan Bukit Indah 8', '16330', hill],
    ['Bahnhofstr. 185', '11072', bahnhof],
    ['185 Bahnhof Strasse', '11072', bahnhof],
    ['Bahnhofstrasse 185', 'D-11072', bahnhof],
    ['Drottningg. 134', '184 30', drottning],
    ['Drottninggatan 134', 'SE-184 30', drottning],
    ['158 Oak St', '97717-1234', oak],
    ['350 5th Ave', '10118', fifth],
    ['350 5 Avenue', '10118', fifth],
    ['7 MG Road', '380009', gandhi],
    ['7 Mahatma Gandhi Marg', '380009', gandhi],
    ['M.G. Road 7, Ahmedabad', '380009', gandhi],
    // Flats
    ['41 Gartenweg', '11002', gardenFlat],
    ['41 Gartenweg Flat 12', '11002', gardenFlat],
    ['Apt. 12, Gartenweg 41', '11002', gardenFlat],
    ['Gartenweg 41 # 12', '11002', gardenFlat],
    ['Unit 12/41 Gartenweg', '11002', gardenFlat],
    ['Gartenweg 41/12', '11002', gardenFlat],
    ['Gartenweg 41, 12', '11002', gardenFlat],
    ['12 Gartenweg, Flat 9', '11002', garden],
    ['98 Latchford Rd, Unit 2', '2281', latchford],
    ['98 Latchford Rd', '2281', latchford],
    ['12 A Mill Lane', 'sw1a1aa', letter],
    ['Mill Ln 12a', 'SW1A 1AA', letter],
    ['12 Mill Lane', '411001', building],
    ['Rose Apartments, 12 Mill Ln', '411001', building],
    // Slips
    ['95 Staton Road', '315552', station],
    ['185 Banhofstraße', '11072', bahnhof],
    ['134 Drotninggatan', '18430', drottning],
    // Other scripts
    ['102 Renmin Lu', '282239', renmin],
    ['102 Ren Min Road', '282239', renmin],
    ['Renminlu 102', '282239', renmin],
    ['人民路102号', '２８２２３９', renmin],
    ['人民路102号18室', '282239', renmin],
    ['Zhongshan Road 12', '250200', zhongshan],
    ['12 Zhong Shan Lu, Room 302', '250200', zhongshan],
    ['47 Ring Road, Rajkot', '324413', ring],
    ['૪૭ રીંગ રોડ', '૩૨૪૪૧૩', ring],
    ['57 Ashram Rd', '359022', ashramGujarati],
    ['57 આશ્રમ રોડ', '359022', ashram],
    ['Sadovaya 5', '190000', lenina],
  ])('%s, %s is on file', (street, postcode, known) => {
    expect(compareAddress({ street, postcode }, [known])).toBe('match');
    expect(compareAddress({ street, postcode }, [onFile('1 Other Way', '99999'), known])).toBe('match');
  });

  it.each<[street: string, postcode: string, known: KnownAddress]>([
    ['12 Gartenweg', '11003', garden],
    ['13 Gartenweg', '11002', garden],
    ['12a Gartenweg', '11002', garden],
    ['Gartenweg', '11002', garden],
    ['12 12 Gartenweg 13', '11002', garden],
    ['11 12 13 14 Gartenweg', '11002', garden],
    ['12 Lindenallee', '11002', garden],
    ['12 Gartenstraße', '11002', garden],
    ['41 Gartenweg, Flat 13', '11002', gardenFlat],
    ['12 Gartenweg, Flat 41', '11002', gardenFlat],
    ['Flat 12 Gartenweg', '11002', gardenFlat],
    ['95 Ashram Road', '315552', station],
    ['59 Station Road', '315552', station],
    ['Station Ashram Ring Market Oak Mission Melati 95', '315552', station],
    ['158 Oak Avenue', '97717', oak],
    ['158 Elm Street', '97717', oak],
    ['113 C G Road', '334982', sv],
    ['12 Mill Lane', 'SW1A 1AA', letter],
    ['12b Mill Lane', 'SW1A 1AA', letter],
    ['102 Jiefang Lu', '282239', renmin],
    ['102 解放路', '282239', renmin],
    ['Jiefanglu 102', '282239', renmin],
    ['102 人民路 Flat 19', '282239', renmin],
    ['47 Station Road', '324413', ring],
    ['350 6th Avenue', '10118', fifth],
  ])('%s, %s is not on file', (street, postcode, known) => {
    expect(compareAddress({ street, postcode }, [known])).toBe('mismatch');
  });

  it.each([
    ['', '11002'],
    ['12', '11002'],
    ['Flat 12', '11002'],
    ['12 Gartenweg', ''],
    ['12 Gartenweg', "'-"],
  ])('%j with postcode %j is too little', (street, postcode) => {
    expect(compareAddress({ street, postcode }, [garden])).toBe('too-little');
  });

  it('cannot be told where the file has no postcode', () => {
    expect(compareAddress({ street: '12 Main Street', postcode: '1' }, [onFile('12 Main Street', '')])).toBe(
      'mismatch',
    );
  });

  it('is compared with every address on file, and with none it is wrong', () => {
    expect(compareAddress({ street: '12 Gartenweg', postcode: '11002' }, [station, garden, oak])).toBe(
      'match',
    );
    expect(compareAddress({ street: '12 Gartenweg', postcode: '315552' }, [station, garden])).toBe(
      'mismatch',
    );
    expect(compareAddress({ street: '12 Gartenweg', postcode: '11002' }, [])).toBe('mismatch');
  });

  const everyAddress = [
    garden,
    station,
    ashram,
    sv,
    melati,
    bahnhof,
    drottning,
    oak,
    renmin,
    ring,
    letter,
    fifth,
  ];

  it('matches itself in any case, and never another house', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everyAddress),
        fc.integer({ min: 400, max: 9999 }),
        (address, otherHouse) => {
          const { line1: street, postcode } = address;
          expect(compareAddress({ street, postcode }, [address])).toBe('match');
          expect(compareAddress({ street: street.toUpperCase(), postcode }, [address])).toBe('match');
          const elsewhere = street.replace(/\d+/, String(otherHouse));
          expect(compareAddress({ street: elsewhere, postcode }, [address])).toBe('mismatch');
        },
      ),
    );
  });

  it('never throws, whatever is typed or on file', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...Array.from('12a/#, 号室flat-g.st')), maxLength: 400 }),
    );
    fc.assert(
      fc.property(text, text, text, text, (street, postcode, line1, line2) => {
        const known = onFile(line1, postcode, { line2 });
        expect(['match', 'mismatch', 'too-little']).toContain(compareAddress({ street, postcode }, [known]));
      }),
    );
  });
});
