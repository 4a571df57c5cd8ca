/** What customers of a country are called and where they live. No line is about a real person. */
export type Country = {
  readonly code: string;
  readonly currency: string;
  readonly given: readonly string[];
  readonly family: readonly string[];
  readonly streets: readonly string[];
  readonly cities: readonly { readonly name: string; readonly province: string; readonly postcode: string }[];
  /** Prices are around this in the currency's main unit. */
  readonly price: number;
  /** A number of that country; `index` below 100 where the range set aside for fiction holds no more. */
  readonly phone: (index: number) => string;
  readonly houseFirst: boolean;
};

const digits = (index: number, length: number) => String(index).padStart(length, '0');

/**
 * Phones come from ranges that regulators keep for fiction where they do: US 555-01xx (NANPA), GB 07700 900xxx
 * (Ofcom), SE 070-1740605 to 99 (PTS), DE 0171 39200xx (BNetzA). India, Indonesia and China keep none; theirs are
 * made up, and a desk without providers sends nothing anywhere.
 */
export const COUNTRIES: readonly Country[] = [
  {
    code: 'IN',
    currency: 'INR',
    given: ['Asha', 'Meera', 'Kiran', 'Rohan', 'Priya', 'Vivek', 'આશા', 'કિરણ', 'મીરા', 'રોહન'],
    family: ['Patel', 'Shah', 'Desai', 'Mehta', 'Joshi', 'Iyer', 'પટેલ', 'શાહ', 'દેસાઈ', 'જોશી'],
    streets: ['Ashram Road', 'Station Road', 'C G Road', 'M G Road', 'Ring Road'],
    cities: [
      { name: 'Ahmedabad', province: 'GJ', postcode: '380009' },
      { name: 'Surat', province: 'GJ', postcode: '395007' },
      { name: 'Pune', province: 'MH', postcode: '411004' },
    ],
    price: 900,
    phone: (index) => `+9190000${digits(index, 5)}`,
    houseFirst: true,
  },
  {
    code: 'US',
    currency: 'USD',
    given: ['Grace', 'Harper', 'Miles', 'Owen', 'Ruth', 'Silas', 'Nora', 'Jude'],
    family: ['Holloway', 'Whitaker', 'Delgado', 'Okafor', 'Fairbanks', 'Lindgren', 'Moreno'],
    streets: ['Market Street', 'Mission Street', 'Elm Street', 'Lake Avenue', 'Cedar Road'],
    cities: [
      { name: 'San Jose', province: 'CA', postcode: '95113' },
      { name: 'Portland', province: 'OR', postcode: '97205' },
      { name: 'Austin', province: 'TX', postcode: '78701' },
    ],
    price: 35,
    phone: (index) => `+1${String(200 + Math.floor(index / 100) * 3 + 1)}55501${digits(index % 100, 2)}`,
    houseFirst: true,
  },
  {
    code: 'ID',
    currency: 'IDR',
    given: ['Dewi', 'Budi', 'Siti', 'Agus', 'Rina', 'Putri', 'Wayan', 'Fajar'],
    family: ['Lestari', 'Santoso', 'Wijaya', 'Hidayat', 'Kusuma', 'Pratama', 'Siregar'],
    streets: ['Jalan Merdeka', 'Jalan Sudirman', 'Jalan Diponegoro', 'Jalan Melati'],
    cities: [
      { name: 'Jakarta', province: 'JK', postcode: '10110' },
      { name: 'Bandung', province: 'JB', postcode: '40111' },
      { name: 'Denpasar', province: 'BA', postcode: '80232' },
    ],
    price: 250_000,
    phone: (index) => `+6281200${digits(index, 6)}`,
    houseFirst: false,
  },
  {
    code: 'SE',
    currency: 'SEK',
    given: ['Elin', 'Åsa', 'Björn', 'Göran', 'Lovisa', 'Nils', 'Sigrid'],
    family: ['Sjöberg', 'Åkerlund', 'Lindqvist', 'Holmström', 'Nyström', 'Bergman'],
    streets: ['Drottninggatan', 'Storgatan', 'Kungsgatan', 'Södra Vägen'],
    cities: [
      { name: 'Göteborg', province: '', postcode: '411 36' },
      { name: 'Malmö', province: '', postcode: '211 34' },
    ],
    price: 399,
    phone: (index) => `+4670174${digits(605 + (index % 95), 4)}`,
    houseFirst: false,
  },
  {
    code: 'CN',
    currency: 'CNY',
    given: ['秀英', '建国', '丽华', '志强', '小梅', '文博'],
    family: ['王', '李', '张', '刘', '陈', '欧阳'],
    streets: ['中山路', '人民路', '南京东路', '解放大道'],
    cities: [
      { name: '上海', province: 'SH', postcode: '200001' },
      { name: '深圳', province: 'GD', postcode: '518001' },
    ],
    price: 180,
    phone: (index) => `+86139000${digits(index, 5)}`,
    houseFirst: false,
  },
  {
    code: 'DE',
    currency: 'EUR',
    given: ['Jürgen', 'Käthe', 'Lena', 'Moritz', 'Anneliese', 'Jonas'],
    family: ['Weiß', 'Schröder', 'Lehmann', 'Köhler', 'von Arnim-Hohenfels'],
    streets: ['Gartenweg', 'Lindenstraße', 'Bahnhofstraße', 'Am Mühlbach'],
    cities: [
      { name: 'Berlin', province: 'BE', postcode: '10115' },
      { name: 'Köln', province: 'NW', postcode: '50667' },
    ],
    price: 39,
    phone: (index) => `+4917139200${digits(index % 100, 2)}`,
    houseFirst: false,
  },
];

export const ITEMS: readonly string[] = [
  'Steel pressure cooker 5 L',
  'Wireless earbuds',
  'Yoga mat 6 mm',
  'Cotton bed sheet, double',
  'Cast iron pan 26 cm',
  'Rain jacket, green',
  'Desk lamp with dimmer',
  'Running shoes, blue',
  'Tea sampler, 12 tins',
  'Wool blanket, grey',
];
