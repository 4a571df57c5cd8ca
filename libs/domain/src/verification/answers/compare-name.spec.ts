import fc from 'fast-check';
import { compareName } from './compare-name.ts';

const said = (answer: string, first: string, last: string) =>
  compareName(answer, { firstName: first, lastName: last });

describe('a name the caller says', () => {
  it.each<[answer: string, first: string, last: string]>([
    ['Asha Patel', 'Asha', 'Patel'],
    ['PATEL ASHA', 'Asha', 'Patel'],
    ['Patel, Asha', 'Asha', 'Patel'],
    ['  asha   patel ', 'Asha', 'Patel'],
    ['Mrs. Asha Patel', 'Asha', 'Patel'],
    ['Asha Patel', 'Smt. Asha', 'Patel'],
    ['Asha Patel', 'Asha Patel', ''],
    ['Asha Patel', '', 'Patel, Asha'],
    ['ashapatel', 'Asha', 'Patel'],
    // Middle names, initials, particles
    ['Asha Patel', 'Asha Kumari', 'Patel'],
    ['Asha K Patel', 'Asha Kumari', 'Patel'],
    ['Asha Kumari Patel', 'Asha K.', 'Patel'],
    ['Asha Meera Patel', 'Asha', 'Patel'],
    ['Asha K. Patel', 'Asha', 'Patel'],
    ['Jan van der Berg', 'Jan', 'Van den Berg'],
    ['Carmen Garcia', 'María del Carmen', 'García López'],
    ['Sri Mulyani', 'Sri', 'Mulyani'],
    ['Stefanie De', 'Stefanie', 'De'],
    ['Le Van Anh', 'Anh', 'Le Van'],
    // Accents, joined and parted words
    ['Jorgen Lindgren', 'Jörgen', 'Lindgren'],
    ['Juergen Mueller', 'Jürgen', 'Müller'],
    ['Jurgen Muller', 'Jürgen', 'Müller'],
    ['Soeren Aagaard', 'Søren', 'Ågaard'],
    ['Jose Nunez', 'José', 'Núñez'],
    ['Anna-Lena Gross', 'Annalena', 'Groß'],
    ['Annalena Gross', 'Anna Lena', 'Groß'],
    ['Sean OBrien', 'Seán', 'O’Brien'],
    ['Lukasz Zolc', 'Łukasz', 'Żółć'],
    ['ISTANBULLU AYSE', 'Ayşe', 'İstanbullu'],
    ['Ａｓｈａ Ｐａｔｅｌ', 'Asha', 'Patel'],
    ['Asha\u200B Pa\u00ADtel', 'Asha', 'Patel'],
    // Slips and spellings
    ['Aasha Patel', 'Asha', 'Patel'],
    ['Asha Pattel', 'Asha', 'Patel'],
    ['Karl Johannson', 'Carl', 'Johansson'],
    ['Stefan Lindgern', 'Stephan', 'Lindgren'],
    ['Dhanalakhsmi Achari', 'Dhanalakshmi', 'Achari'],
    ['Meena Shah', 'Mina', 'Shah'],
    ['Thomas Croupch', 'Thomas', 'Crouch'],
    ['Greta Sondrgeldt', 'Greta', 'Sondergeld'],
    ['Mohammed Khan', 'Muhammad', 'Khan'],
    ['Ashaben Patel', 'Asha', 'Patel'],
    ['Rameshbhai Mehta', 'Ramesh', 'Mehta'],
    // Other scripts
    ['Asha Patel', 'આશા', 'પટેલ'],
    ['આશા પટેલ', 'Asha', 'Patel'],
    ['આશા પટેલ', 'આશા', 'પટેલ'],
    ['Kiran Mehta', 'કિરણ', 'મહેતા'],
    ['Vijay Shah', 'વિજય', 'શાહ'],
    ['Hina Pandya', 'હીના', 'પંડ્યા'],
    ['Ravi Sharma', 'रवि', 'शर्मा'],
    ['Lakshmi Reddy', 'લક્ષ્મી', 'રેડ્ડી'],
    ['Laxmi Verma', 'लक्ष्मी', 'वर्मा'],
    ['रवि शर्मा', 'રવિ', 'શર્મા'],
    ['Manpreet Singh', 'मनप्रीत', 'सिंह'],
    ['Asha Patel', 'Asha', 'પટેલ'],
    ['Wan Xinpeng', '鑫鹏', '万'],
    ['Xin Peng Wan', '鑫鹏', '万'],
    ['wanxinpeng', '鑫鹏', '万'],
    ['万鑫鹏', '鑫鹏', '万'],
    ['万鑫鹏先生', '鑫鹏', '万'],
    ['Sima Guozhen', '国珍', '司马'],
    ['Guo-Zhen Si Ma', '国珍', '司马'],
    ['鑫鹏 万', 'Xinpeng', 'Wan'],
    ['Lv Bo', '波', '吕'],
    ['Olga Ivanova', 'Ольга', 'Иванова'],
    ['Julia Petrova', 'Юлия', 'Петрова'],
    ['Mahmoud Hassan', 'محمود', 'حسن'],
    ['Yamada Hanako', 'はなこ', 'やまだ'],
  ])('%s is %s %s on file', (answer, first, last) => {
    expect(said(answer, first, last)).toBe('match');
  });

  it.each<[answer: string, first: string, last: string]>([
    // Others of the household
    ['Asha Patel', 'Amit', 'Patel'],
    ['Anil Patel', 'Anita', 'Patel'],
    ['Anil Patel', 'Amit', 'Patel'],
    ['Usha Patel', 'Asha', 'Patel'],
    ['Ravi Patel', 'Rani', 'Patel'],
    ['Ramesh Patel', 'Rajesh', 'Patel'],
    ['Anita Patel', 'Ankita', 'Patel'],
    ['Manish Patel', 'Manisha', 'Patel'],
    ['Sunil Patel', 'Sunita', 'Patel'],
    ['Sunil Patel', 'Sonal', 'Patel'],
    ['Karl Berg', 'Karla', 'Berg'],
    ['Christian Berg', 'Christina', 'Berg'],
    ['Daniel Berg', 'Daniela', 'Berg'],
    ['Alexander Berg', 'Alexandra', 'Berg'],
    ['Marta Berg', 'Maria', 'Berg'],
    ['Zoe Berg', 'Joe', 'Berg'],
    ['Stefanie Berg', 'Stefanie', 'De'],
    ['Rajesh Patel', '', 'Ramesh Patel'],
    ['Rajesh Patel', 'Ramesh Patel', ''],
    ['Ramesh Pathak', 'Rajesh', 'Patel'],
    ['Anna Berg', 'Anna', 'Bern'],
    ['A Mary Patel', 'Asha', 'Patel'],
    ['Luis Pérez García', 'Juan Carlos', 'Pérez García'],
    ['Pérez García', 'Juan Carlos', 'Pérez García'],
    // The same in another script
    ['Amit Patel', 'આશા', 'પટેલ'],
    ['Usha Patel', 'આશા', 'પટેલ'],
    ['Isha Patel', 'આશા', 'પટેલ'],
    ['Sunil Patel', 'સોનલ', 'પટેલ'],
    ['Anita Patel', 'અનિલ', 'પટેલ'],
    ['ઉષા પટેલ', 'આશા', 'પટેલ'],
    ['Wan Xin', '鑫鹏', '万'],
    ['Xin Peng', '鑫鹏', '万'],
    ['Wang Xinpeng', '鑫鹏', '万'],
    ['Wan Xinpen', '鑫鹏', '万'],
    ['万鑫朋', '鑫鹏', '万'],
    ['万国珍', '鑫鹏', '万'],
    ['Olga Petrova', 'Ольга', 'Иванова'],
    ['Ahmad Hassan', 'محمود', 'حسن'],
    // Fishing
    ['Asha Amit Anil Ravi Patel', 'Asha', 'Patel'],
    ['Asha Meera Patel', 'Asha Kumari', 'Patel'],
    ['Asha M Patel', 'Asha Kumari', 'Patel'],
    ['Patel Patel', 'Asha', 'Patel'],
    ['Asha Shah', 'Asha', 'Patel'],
    ['John Smith', 'Asha', 'Patel'],
  ])('%s is not %s %s', (answer, first, last) => {
    expect(said(answer, first, last)).toBe('mismatch');
  });

  it.each<[answer: string, first: string, last: string]>([
    ['Asha', 'Asha', 'Patel'],
    ['Patel', 'Asha', 'Patel'],
    ['A Patel', 'Asha', 'Patel'],
    ['Mrs Patel', 'Asha', 'Patel'],
    ['van Berg', 'Jan', 'van Berg'],
    ['Stefanie Le', 'Stefanie', 'De'],
    ['', 'Asha', 'Patel'],
    ['12345 !?', 'Asha', 'Patel'],
    ['Suharto', 'Suharto', ''],
    ['Asha Patel', 'Asha', ''],
    ['Asha Patel', 'A', 'Patel'],
    ['Asha Patel', '', ''],
    ['鹏', '鑫鹏', '万'],
  ])('%s is too little to compare with %s %s', (answer, first, last) => {
    expect(said(answer, first, last)).toBe('too-little');
  });

  const givenNames = [
    'Asha',
    'Amit',
    'Kayla',
    'Lachlan',
    'Jörgen',
    'Pauline',
    'Wang',
    'Ольга',
    'રમેશ',
    'Bruno',
  ];
  const familyNames = [
    'Patel',
    'Lindgren',
    'Iyer',
    'Sondergeld',
    'Kerluke',
    'Müller',
    'Díaz',
    'મહેતા',
    'Okafor',
  ];

  it('is the same in any case and either order', () => {
    const name = fc.tuple(fc.constantFrom(...givenNames), fc.constantFrom(...familyNames));
    fc.assert(
      fc.property(name, name, ([first, last], [otherFirst, otherLast]) => {
        const onFile = { firstName: otherFirst, lastName: otherLast };
        const result = compareName(`${first} ${last}`, onFile);
        expect(compareName(`${last} ${first}`, onFile)).toBe(result);
        expect(compareName(`${last.toUpperCase()}, ${first.toLowerCase()}`, onFile)).toBe(result);
        expect(compareName(`${otherFirst} ${otherLast}`, { firstName: first, lastName: last })).toBe(result);
        expect(result).toBe(first === otherFirst && last === otherLast ? 'match' : 'mismatch');
      }),
    );
  });

  it('of letters drawn at random is not the name on file', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...Array.from('bcdfghjklmnpqrstvwxz')),
      minLength: 4,
      maxLength: 9,
    });
    fc.assert(
      fc.property(letters, letters, (first, last) => {
        expect(said(`${first} ${last}`, 'Asha', 'Patel')).toBe('mismatch');
      }),
    );
  });

  it('never throws, and never takes long, whatever is typed or on file', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.string({ unit: fc.constantFrom(...Array.from('ae yh')), maxLength: 400 }),
    );
    fc.assert(
      fc.property(text, text, text, (answer, firstName, lastName) => {
        expect(['match', 'mismatch', 'too-little']).toContain(compareName(answer, { firstName, lastName }));
      }),
    );
    expect(said('A '.repeat(500_000), 'Asha', 'Patel')).toBe('too-little');
  });
});
