export * from './compare-address.ts';
export * from './compare-name.ts';
export * from './compare-order.ts';
export * from './compare-phone.ts';
export * from './compare-username.ts';
export * from './order-number.ts';
export * from './postcode.ts';
export * from './thresholds.ts';
