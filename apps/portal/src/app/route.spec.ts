import { PATHS, readLinkLanguage, readPlace } from './route.ts';

const TOKEN = 'Zk3-_'.repeat(8) + 'abc';
const at = (href: string) => new URL(href, 'https://shop.example');

describe('reading a place from the address', () => {
  it.each(Object.entries(PATHS))('finds %s at %s, with or without a slash at the end', (page, path) => {
    const bare = path.replace(/\/$/, '');
    expect(readPlace(at(bare), null)).toEqual({ page });
    expect(readPlace(at(`${bare}/`), null)).toEqual({ page });
  });

  it.each(['/portal/admin', '/portal/code/extra', '/', '/portal/__proto__', '/portal/constructor'])(
    'finds no page at %s',
    (path) => expect(readPlace(at(path), null)).toEqual({ page: 'missing' }),
  );

  it.each(['confirm', 'reset', 'not-me', 'document'] as const)(
    'takes the token of a link to %s from the fragment',
    (page) => {
      expect(readPlace(at(`${PATHS[page]}#${TOKEN}`), null)).toEqual({ page, token: TOKEN });
    },
  );

  it('takes no token from the query, where servers on the way would see it', () => {
    expect(readPlace(at(`/portal/reset?token=${TOKEN}`), null)).toEqual({ page: 'reset' });
  });

  it('takes no token that a mail program cut short or that holds other signs', () => {
    expect(readPlace(at('/portal/confirm#abc'), null)).toEqual({ page: 'confirm' });
    expect(readPlace(at(`/portal/confirm#${TOKEN}<b>`), null)).toEqual({ page: 'confirm' });
  });

  it('takes the reference of a code from the fragment, as it is said aloud', () => {
    expect(readPlace(at('/portal/code#K7QM-42PX'), null)).toEqual({ page: 'code', reference: 'K7QM-42PX' });
  });

  it('takes the reference of a reset by code from the query or the fragment', () => {
    expect(readPlace(at('/portal/reset?reference=K7QM-42'), null)).toEqual({
      page: 'reset',
      reference: 'K7QM-42',
    });
    expect(readPlace(at('/portal/reset#K7QM-42'), null)).toEqual({ page: 'reset', reference: 'K7QM-42' });
  });

  it('finds the reference again after a reload, in what the history entry keeps', () => {
    expect(readPlace(at('/portal/code'), { reference: 'K7QM-42' })).toEqual({
      page: 'code',
      reference: 'K7QM-42',
    });
  });

  it('lets a freshly opened link win over what the history entry keeps', () => {
    expect(readPlace(at('/portal/code#NEW-1'), { reference: 'OLD-1' })).toEqual({
      page: 'code',
      reference: 'NEW-1',
    });
  });

  it.each(['%', '%E0%A4%A', '<script>', 'a', 'x'.repeat(41)])('shrugs at the fragment %s', (fragment) => {
    expect(readPlace({ pathname: '/portal/code', search: '', hash: `#${fragment}` }, null)).toEqual({
      page: 'code',
    });
  });

  it.each([null, undefined, 7, 'text', [], { reference: 7 }, { reference: '<b>' }])(
    'shrugs at a history entry that keeps %p',
    (state) => expect(readPlace(at('/portal/reset'), state)).toEqual({ page: 'reset' }),
  );

  it.each([
    [`/portal/confirm#${TOKEN};gu`, { page: 'confirm', token: TOKEN }],
    ['/portal/code#K7QM-42PX;gu', { page: 'code', reference: 'K7QM-42PX' }],
    ['/portal/reset?reference=K7QM-42#;gu', { page: 'reset', reference: 'K7QM-42' }],
  ])('takes the language of the message from the end of %s, and the rest as it is', (href, place) => {
    expect(readLinkLanguage(at(href))).toBe('gu');
    expect(readPlace(at(href), null)).toEqual(place);
  });

  it.each(['/portal/code#K7QM-42PX', '/portal/', '/portal/code#K7QM;english', '/portal/code#K7QM;gu;'])(
    'finds no language in %s',
    (href) => expect(readLinkLanguage(at(href))).toBeUndefined(),
  );

  it('carries neither token nor reference to pages that have no use for them', () => {
    expect(readPlace(at(`/portal/orders?reference=K7QM#${TOKEN}`), { reference: 'K7QM' })).toEqual({
      page: 'orders',
    });
  });
});
