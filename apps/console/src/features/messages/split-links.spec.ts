import { splitLinks } from './split-links.ts';

const origin = 'http://127.0.0.1:3000';

describe('the links of a message in the development inbox', () => {
  it('can be clicked when they lead to this desk', () => {
    expect(splitLinks(`Open ${origin}/portal/code#K7QM-2X9D.\nThanks`, origin)).toEqual([
      { text: 'Open ' },
      { text: `${origin}/portal/code#K7QM-2X9D`, href: `${origin}/portal/code#K7QM-2X9D` },
      { text: '.' },
      { text: '\nThanks' },
    ]);
  });

  it('stay text when they lead anywhere else', () => {
    for (const link of [
      'https://evil.example/portal',
      `${origin}@evil.example/`,
      `${origin}.evil.example/`,
    ]) {
      expect(splitLinks(link, origin)).toEqual([{ text: link }]);
    }
  });
});
