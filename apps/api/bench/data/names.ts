import { searchName } from '@relink/domain';

/** A name of nobody in particular: as written, in Latin letters for an e-mail, and as the search compares it. */
export type BenchName = {
  readonly first: string;
  readonly last: string;
  readonly latin: string;
  readonly search: string;
  readonly country: string;
};

type Script = {
  readonly country: string;
  readonly first: readonly string[];
  readonly last: readonly string[];
};

const SCRIPTS: readonly Script[] = [
  {
    country: 'IN',
    first: ['Asha', 'Rohan', 'Meera', 'Vikram', 'Kavita', 'Sanjay', 'Priya', 'Nikhil', 'Anjali', 'Suresh'],
    last: ['Patel', 'Shah', 'Deshpande', 'Iyer', 'Reddy', 'Mehta', 'Joshi', 'Nair', 'Kulkarni', 'Chopra'],
  },
  {
    country: 'IN',
    first: ['આશા', 'રોહન', 'મીરા', 'કિરણ', 'હેતલ', 'ભાવેશ'],
    last: ['પટેલ', 'શાહ', 'દેસાઈ', 'મહેતા', 'જોશી', 'ત્રિવેદી'],
  },
  {
    country: 'IN',
    first: ['आशा', 'रोहन', 'मीरा', 'विक्रम', 'कविता', 'संजय'],
    last: ['पाटिल', 'शर्मा', 'देशपांडे', 'वर्मा', 'जोशी', 'गुप्ता'],
  },
  {
    country: 'SE',
    first: ['Åsa', 'Björn', 'Märta', 'Göran', 'Linnéa', 'Sören', 'Elin', 'Håkan'],
    last: ['Sjöberg', 'Lindström', 'Öberg', 'Nyström', 'Åkesson', 'Bergqvist', 'Holm', 'Ek'],
  },
  {
    country: 'DE',
    first: ['Jürgen', 'Käthe', 'Matthias', 'Anneliese', 'Jörg', 'Ulrike', 'Dieter', 'Grete'],
    last: ['Müller', 'Großmann', 'Schäfer', 'Krüger', 'Weiß', 'Vogel', 'Hoffmann', 'Busch'],
  },
  {
    country: 'ID',
    first: ['Budi', 'Siti', 'Agus', 'Dewi', 'Rina', 'Wayan', 'Putri', 'Joko'],
    last: ['Santoso', 'Wijaya', 'Lestari', 'Saputra', 'Hidayat', 'Kusuma', 'Pratama', 'Utami'],
  },
  {
    country: 'CN',
    first: ['伟', '芳', '秀英', '娜', '敏', '静'],
    last: ['王', '李', '张', '刘', '陈', '杨'],
  },
  {
    country: 'GB',
    first: ['Alice', 'George', 'Olivia', 'Harry', 'Isla', 'Oscar', 'Freya', 'Arthur', 'Imogen', 'Rupert'],
    last: [
      'Smith',
      'Harding',
      'Clarke',
      'Fletcher',
      'Bishop',
      'Thornton',
      'Marsh',
      'Whitlock',
      'Penrose',
      'Lowe',
    ],
  },
];

/** Every first name of a script with every last name of it. */
export function benchNames(): BenchName[] {
  return SCRIPTS.flatMap(({ country, first, last }) =>
    first.flatMap((one) =>
      last.map((other) => ({
        first: one,
        last: other,
        latin: latin(one, other),
        search: searchName(one, other),
        country,
      })),
    ),
  );
}

function latin(first: string, last: string): string {
  return searchName(first, last)
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .replace(/[^a-z0-9]+/g, '.');
}
