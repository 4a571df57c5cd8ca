import { Chance } from './chance.ts';
import { COUNTRIES, type Country, ITEMS } from './countries.ts';
import { type CustomerRow, customerRow, type OrderRow, type Person } from './customer-row.ts';
import type { Owner } from './give-belongings.ts';
import { LONG_NAMES } from './long-names.ts';
import { DEMO_STORIES, type DemoStory } from './stories.ts';
import { type Twins, TWINS } from './twins.ts';

export type DemoShop = {
  readonly customers: readonly CustomerRow[];
  readonly orders: readonly OrderRow[];
  /** The two accounts of each story, by the shop's own ids. */
  readonly pairs: readonly { readonly story: DemoStory; readonly oldId: string; readonly newId: string }[];
  /** Accounts that the shop has suspended. */
  readonly suspended: readonly string[];
  /** Usernames, which Shopify's export has no column for. */
  readonly usernames: readonly { readonly externalId: string; readonly username: string }[];
  /** What accounts have besides orders. */
  readonly owners: readonly Owner[];
};

const SEED = 20_261_121;
const ORDINARY = 280;
const DAY = 86_400_000;

/** Makes the same shop for the same `now`: a few hundred customers in several countries and scripts, and their orders. */
export function generateShop(now: Date): DemoShop {
  return new ShopGenerator(now).generate();
}

class ShopGenerator {
  private readonly chance = new Chance(SEED);
  private readonly customers: CustomerRow[] = [];
  private readonly orders: OrderRow[] = [];
  private readonly pairs: DemoShop['pairs'][number][] = [];
  private readonly owners: Owner[] = [];
  private nextCustomer = 7_100_000_000_001;
  private nextOrder = 1001;

  constructor(private readonly now: Date) {}

  generate(): DemoShop {
    const people = Array.from({ length: ORDINARY }, (_, index) => this.ordinary(index));
    for (const person of people) {
      this.addCustomer(person);
      this.addOrders(person, this.chance.whole(0, 6), this.chance.whole(5, 60));
    }
    const [first, second, third] = people;
    if (first && second && third) {
      this.addHousehold(first);
      this.addAlias(second);
    }
    for (const story of [...DEMO_STORIES, ...LONG_NAMES]) this.addStory(story);
    for (const twins of TWINS) this.addTwins(twins);
    return {
      customers: this.customers,
      orders: this.orders,
      pairs: this.pairs,
      suspended: third ? [third.id] : [],
      usernames: people
        .filter((_, index) => index % 9 === 4)
        .map(({ id, email }) => ({ externalId: id, username: email.split('@')[0] ?? id })),
      owners: this.owners,
    };
  }

  private ordinary(index: number): Person {
    const country = this.chance.one(COUNTRIES);
    const firstName = this.chance.one(country.given);
    const lastName = this.chance.one(country.family);
    const street = this.chance.one(country.streets);
    const house = String(this.chance.whole(1, 180));
    // Numbers set aside for fiction run out; who gets none has an e-mail alone, as many customers do.
    const phone = this.chance.fraction() < 0.7 && index < 95 * COUNTRIES.length ? country.phone(index) : '';
    const unused = !this.customers.some((row) => row['Phone'] === phone);
    return {
      id: String(this.nextCustomer++),
      country,
      firstName,
      lastName,
      email: `customer${String(index + 1)}@mail.example`,
      phone: unused && index < 90 ? phone : '',
      addressPhone: phone,
      street: country.houseFirst ? `${house} ${street}` : `${street} ${house}`,
      flat: this.chance.fraction() < 0.3 ? `Flat ${String(this.chance.whole(1, 40))}` : '',
      city: this.chance.one(country.cities),
    };
  }

  /** Two people at one address with one phone in it: a household, not a duplicate. */
  private addHousehold(person: Person): void {
    const other = person.country.given.find((given) => given !== person.firstName) ?? person.firstName;
    const member = {
      ...person,
      id: String(this.nextCustomer++),
      firstName: other,
      phone: '',
      email: 'household@mail.example',
    };
    this.addCustomer(member);
    this.addOrders(member, 3, 20);
  }

  /** One person with a second account under an alias of the same mailbox. */
  private addAlias(person: Person): void {
    const email = person.email.replace('@', '+shop@');
    const second = { ...person, id: String(this.nextCustomer++), phone: '', email };
    this.addCustomer(second);
    this.addOrders(second, 1, 15);
  }

  private addStory(story: DemoStory): void {
    const country = countryOf(story.country);
    const { firstName, lastName, phone, street, postcode, province } = story;
    const city = { name: story.city, province, postcode };
    const old: Person = {
      id: String(this.nextCustomer++),
      country,
      firstName,
      lastName,
      email: '',
      phone,
      addressPhone: phone,
      street,
      flat: '',
      city,
    };
    this.addCustomer(old);
    this.addOrders(old, 4, 45, story.priceFactor);
    this.addOrder(old, 12, story.lastOrderNumber, [story.lastItem], story.priceFactor);
    const newId = String(this.nextCustomer++);
    const { email } = story;
    this.customers.push(
      customerRow({
        ...old,
        id: newId,
        email,
        phone: '',
        street: '',
        flat: '',
        city: { name: '', province: '', postcode: '' },
      }),
    );
    this.pairs.push({ story, oldId: old.id, newId });
  }

  private addTwins({ country, addressPhone, city, accounts }: Twins): void {
    for (const { orders, newestOrderDaysAgo, has, ...twin } of accounts) {
      const id = String(this.nextCustomer++);
      const person = { ...twin, id, country: countryOf(country), addressPhone, city };
      this.addCustomer(person);
      this.addOrders(person, orders, newestOrderDaysAgo);
      this.owners.push({ externalId: id, has });
    }
  }

  private addCustomer(person: Person): void {
    this.customers.push(customerRow(person));
  }

  private addOrders(person: Person, count: number, newestDaysAgo: number, priceFactor = 1): void {
    for (let index = count; index > 0; index--) {
      const items = Array.from({ length: this.chance.whole(1, 3) }, () => this.chance.one(ITEMS));
      this.addOrder(
        person,
        newestDaysAgo + (index - 1) * this.chance.whole(60, 200),
        `#${String(this.nextOrder)}`,
        items,
        priceFactor,
      );
    }
  }

  private addOrder(
    person: Person,
    daysAgo: number,
    number: string,
    items: readonly string[],
    priceFactor = 1,
  ): void {
    const { country, city } = person;
    const id = String(8_100_000_000_000 + this.nextOrder++);
    const at = new Date(this.now.getTime() - daysAgo * DAY).toISOString().replace('T', ' ').slice(0, 19);
    const lines = items.map((name) => {
      const price = (country.price * priceFactor * (0.5 + this.chance.fraction() * 3)).toFixed(2);
      return {
        Name: number,
        Email: person.email,
        'Lineitem quantity': '1',
        'Lineitem name': name,
        'Lineitem price': price,
      };
    });
    const total = lines.reduce((sum, line) => sum + Number(line['Lineitem price']), 0).toFixed(2);
    const order = {
      'Financial Status': 'paid',
      'Paid at': `${at} +0000`,
      'Fulfillment Status': 'fulfilled',
      Currency: country.currency,
      Total: total,
      'Created at': `${at} +0000`,
      'Shipping Name': `${person.firstName} ${person.lastName}`,
      'Shipping Street': [person.street, person.flat].filter((part) => part !== '').join(', '),
      'Shipping Address1': person.street,
      'Shipping Address2': person.flat,
      'Shipping City': city.name,
      'Shipping Zip': city.postcode,
      'Shipping Province': city.province,
      'Shipping Country': country.code,
      'Shipping Phone': person.addressPhone,
      Id: id,
      Phone: person.phone,
    };
    lines.forEach((line, index) => this.orders.push(index === 0 ? { ...line, ...order } : line));
  }
}

function countryOf(code: string): Country {
  const country = COUNTRIES.find((each) => each.code === code);
  if (!country) throw new RangeError(`No country ${code}.`);
  return country;
}
