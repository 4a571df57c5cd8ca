/** A customer who lost her account. */
export type DemoStory = {
  /** A: the old account still holds the phone. B: the new, empty account took it. */
  readonly variant: 'A' | 'B';
  readonly country: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string;
  /** What she reset her password with: the login of the new, empty account. */
  readonly email: string;
  readonly street: string;
  readonly city: string;
  readonly province: string;
  readonly postcode: string;
  readonly lastOrderNumber: string;
  readonly lastItem: string;
  /** How much dearer or cheaper than usual everything was that she bought; as usual where nothing is said. */
  readonly priceFactor?: number;
};

/** A customer whom `npm start` prints, and what becomes of a new e-mail once she has confirmed it. */
export type PrintedStory = DemoStory & {
  /** `held`: the account is of high value and has no two contacts to warn, so that it waits for a supervisor. */
  readonly newEmail: 'at once' | 'held';
};

/** Six people who lost their account, three of each variant, in several countries and scripts. */
export const DEMO_STORIES: readonly PrintedStory[] = [
  {
    variant: 'A',
    country: 'US',
    firstName: 'Grace',
    lastName: 'Holloway',
    phone: '+14155550132',
    email: 'grace.holloway@mail.example',
    street: '67 Market Street',
    city: 'San Jose',
    province: 'CA',
    postcode: '95113',
    lastOrderNumber: '#9001',
    lastItem: 'Cast iron pan 26 cm',
    priceFactor: 0.5,
    newEmail: 'at once',
  },
  {
    variant: 'B',
    country: 'SE',
    firstName: 'Elin',
    lastName: 'Sjöberg',
    phone: '+46701740699',
    email: 'elin.sjoberg@mail.example',
    street: 'Drottninggatan 134',
    city: 'Göteborg',
    province: '',
    postcode: '411 36',
    lastOrderNumber: '#9002',
    lastItem: 'Rain jacket, green',
    priceFactor: 0.5,
    newEmail: 'at once',
  },
  {
    variant: 'A',
    country: 'IN',
    firstName: 'આશા',
    lastName: 'પટેલ',
    phone: '+919000099901',
    email: 'asha.patel@mail.example',
    street: '14 Ashram Road',
    city: 'Ahmedabad',
    province: 'GJ',
    postcode: '380009',
    lastOrderNumber: '#9003',
    lastItem: 'Steel pressure cooker 5 L',
    newEmail: 'at once',
  },
  {
    variant: 'B',
    country: 'CN',
    firstName: '秀英',
    lastName: '王',
    phone: '+8613900099902',
    email: 'xiuying.wang@mail.example',
    street: '中山路 34',
    city: '上海',
    province: 'SH',
    postcode: '200001',
    lastOrderNumber: '#9004',
    lastItem: 'Tea sampler, 12 tins',
    newEmail: 'held',
  },
  {
    variant: 'A',
    country: 'ID',
    firstName: 'Dewi',
    lastName: 'Lestari',
    phone: '+6281200999903',
    email: 'dewi.lestari@mail.example',
    street: 'Jalan Melati 8',
    city: 'Bandung',
    province: 'JB',
    postcode: '40111',
    lastOrderNumber: '#9005',
    lastItem: 'Yoga mat 6 mm',
    newEmail: 'at once',
  },
  {
    variant: 'B',
    country: 'DE',
    firstName: 'Anneliese',
    lastName: 'von Arnim-Hohenfels',
    phone: '+491713920099',
    email: 'anneliese.arnim@mail.example',
    street: 'Lindenstraße 21a',
    city: 'Köln',
    province: 'NW',
    postcode: '50667',
    lastOrderNumber: '#9006',
    lastItem: 'Wool blanket, grey',
    newEmail: 'held',
  },
];
