/** What a made-up shop or register is like. */
export type Variant = {
  readonly name: string;
  readonly seed: number;
  readonly households: number;
  /** People of one household at most; they share family name, address and phone. */
  readonly largestHousehold: number;
  /** Shares, 0 to 1: of people with a second account; of households with twins, and with two of one initial. */
  readonly doubles: number;
  readonly twins: number;
  readonly sameInitial: number;
  /** Share of people with one of a few common names. */
  readonly namesakes: number;
  /** Slips in the second account, at most; and the chance of each of its fields to be missing. */
  readonly slips: number;
  readonly missing: number;
  readonly birthDates: boolean;
  /** Nobody has an e-mail or phone: a clerk's register. */
  readonly register: boolean;
  readonly mailHosts: readonly string[];
};

const SHOP: Variant = {
  name: 'a shop',
  seed: 11,
  households: 1200,
  largestHousehold: 4,
  doubles: 0.12,
  twins: 0.02,
  sameInitial: 0.05,
  namesakes: 0.15,
  slips: 1,
  missing: 0.05,
  birthDates: false,
  register: false,
  mailHosts: ['gmail.com', 'mail.example', 'posteo.example'],
};

const REGISTER: Variant = {
  ...SHOP,
  name: 'a register without households',
  seed: 21,
  households: 800,
  largestHousehold: 1,
  doubles: 0.6,
  twins: 0,
  sameInitial: 0,
  namesakes: 0.05,
  slips: 3,
  birthDates: true,
  register: true,
};

/** Each differs from the others in what the model could be spoilt for. */
export const VARIANTS: readonly Variant[] = [
  SHOP,
  { ...SHOP, name: 'a shop that knows birth dates', seed: 12, birthDates: true },
  {
    ...SHOP,
    name: 'large households with twins',
    seed: 13,
    largestHousehold: 7,
    twins: 0.2,
    birthDates: true,
  },
  { ...SHOP, name: 'twins without birth dates', seed: 14, twins: 0.3, sameInitial: 0.3 },
  { ...SHOP, name: 'mostly namesakes', seed: 15, namesakes: 0.7 },
  { ...SHOP, name: 'many slips, much missing', seed: 16, slips: 4, missing: 0.2 },
  { ...SHOP, name: 'few doubles', seed: 17, doubles: 0.01 },
  { ...SHOP, name: 'many doubles, few households', seed: 18, doubles: 0.7, largestHousehold: 1 },
  { ...SHOP, name: 'one host of mail', seed: 19, mailHosts: ['web.example'] },
  REGISTER,
  { ...REGISTER, name: 'a register, badly kept', seed: 22, slips: 6, missing: 0.15 },
  { ...REGISTER, name: 'a register of families', seed: 23, largestHousehold: 5, twins: 0.03 },
  { ...REGISTER, name: 'a small register', seed: 24, households: 120 },
];
