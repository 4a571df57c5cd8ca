import { endsByItself, NOTICE_KINDS } from './notice.ts';

describe('a notice', () => {
  it('of something that lasts ends with it, and every other one is settled by somebody', () => {
    expect(NOTICE_KINDS.filter(endsByItself)).toEqual(['recovery-waiting', 'log-store-failing']);
  });
});
