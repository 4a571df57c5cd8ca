import type { MatchAddress, MatchIdentifier, MatchSource } from './match-source.ts';

/** An account for specs. */
export function aSource(of: Partial<MatchSource> = {}): MatchSource {
  return {
    id: '1',
    firstName: 'Dhanapati',
    lastName: 'Johar',
    birthDate: null,
    country: 'IN',
    beganAt: '2021-01-01T00:00:00.000Z',
    orderCount: 3,
    identifiers: [],
    addresses: [],
    shipped: [],
    ...of,
  };
}

export function anAddress(of: Partial<MatchAddress> = {}): MatchAddress {
  return {
    name: '',
    line1: '54 Navrang Road',
    line2: '',
    city: 'Mumbai',
    province: 'MH',
    postcode: '363127',
    country: 'IN',
    phone: '',
    ...of,
  };
}

export function anIdentifier(
  kind: 'email' | 'phone',
  normalised: string,
  of: Partial<MatchIdentifier> = {},
): MatchIdentifier {
  return {
    kind,
    use: 'login',
    state: 'verified',
    normalised,
    alias: kind === 'email' ? normalised : null,
    linkedSince: null,
    releasedAt: null,
    releaseReason: null,
    takenByAccountId: null,
    reachable: true,
    ...of,
  };
}

export const anEmail = (value: string, of: Partial<MatchIdentifier> = {}) => anIdentifier('email', value, of);
export const aPhone = (value: string, of: Partial<MatchIdentifier> = {}) => anIdentifier('phone', value, of);
