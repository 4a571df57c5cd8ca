import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { benchNames } from './names.ts';

const CUSTOMER_HEADER = `Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags`;
const ORDER_HEADER = `Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,Payment References`;
const ORDER_COLUMNS = ORDER_HEADER.split(',');
const NAMES = benchNames();

/** A customer of the file by number: the orders name the same e-mail. */
function customer(n: number) {
  const { first, last, latin, country } = NAMES[n % NAMES.length] ?? {
    first: '',
    last: '',
    latin: '',
    country: '',
  };
  return {
    first,
    last,
    country,
    email: `${latin}.${n}@mail.example`,
    // As shops write them: some with their country's code, some in two parts, some with the apostrophe of a spreadsheet.
    phone: [
      `'+9198${digits(n)}`,
      `+91 98${digits(n).slice(0, 3)} ${digits(n).slice(3)}`,
      `+9198${digits(n)}`,
    ][n % 3],
    line1: `${1 + (n % 190)} Station Road`,
    zip: `'${380000 + (n % 9000)}`,
  };
}

function customerRows(n: number): string {
  const { first, last, country, email, phone, line1, zip } = customer(n);
  return `${6_100_000_000_000 + n},${first},${last},${email},no,,${line1},Flat ${1 + (n % 40)},Surat,GJ,${country},${zip},,${phone},no,2998.00,2,,no,\n`;
}

/** An order of one or two rows; only the first has more than the name, the e-mail and the item. */
function orderRows(n: number, customers: number): string {
  const { first, last, country, email, line1, zip } = customer(1 + ((n * 7) % customers));
  const at = `20${20 + (n % 5)}-0${1 + (n % 9)}-1${n % 10} 0${n % 10}:33:58 +0530`;
  const item = (name: string) => ({
    Name: `#${1000 + n}`,
    Email: email,
    'Lineitem quantity': '1',
    'Lineitem name': name,
    'Lineitem price': '749.50',
    'Lineitem sku': `SKU-${n % 500}`,
    'Lineitem requires shipping': 'true',
    'Lineitem taxable': 'true',
    'Lineitem fulfillment status': 'fulfilled',
  });
  const row = orderRow({
    ...item('Clay water bottle'),
    'Created at': at,
    'Financial Status': 'paid',
    'Paid at': at,
    'Fulfillment Status': 'fulfilled',
    'Accepts Marketing': 'no',
    Currency: 'INR',
    Subtotal: '1499.00',
    Shipping: '0.00',
    Taxes: '0.00',
    Total: '1499.00',
    'Shipping Name': `${first} ${last}`,
    'Shipping Street': `"${line1}, Flat 1"`,
    'Shipping Address1': line1,
    'Shipping Address2': 'Flat 1',
    'Shipping City': 'Surat',
    'Shipping Zip': zip,
    'Shipping Province': 'GJ',
    'Shipping Country': country,
    'Refunded Amount': '0.00',
    Id: String(5_200_000_000_000 + n),
    'Risk Level': 'Low',
    Source: 'web',
    'Lineitem discount': '0.00',
  });
  return n % 2 === 0 ? row : row + orderRow(item('Cotton bedsheet'));
}

function orderRow(cells: Readonly<Record<string, string>>): string {
  return `${ORDER_COLUMNS.map((column) => cells[column] ?? '').join(',')}\n`;
}

/** Writes both exports of a shop in Shopify's layout. */
export async function writeExports(
  files: { readonly customers: string; readonly orders: string },
  counts: { readonly customers: number; readonly orders: number },
): Promise<void> {
  await write(files.customers, CUSTOMER_HEADER, counts.customers, customerRows);
  await write(files.orders, ORDER_HEADER, counts.orders, (n) => orderRows(n, counts.customers));
}

async function write(
  file: string,
  header: string,
  count: number,
  rows: (n: number) => string,
): Promise<void> {
  const lines = function* () {
    yield `${header}\n`;
    for (let n = 1; n <= count; n++) yield rows(n);
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
}
function digits(n: number): string {
  return String(n).padStart(8, '0');
}
