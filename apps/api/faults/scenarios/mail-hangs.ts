import { setTimeout as wait } from 'node:timers/promises';
import { SmsGateway } from '../../test/harness/sms-gateway.ts';
import { SmtpSink } from '../../test/harness/smtp-sink.ts';
import { Backstage } from '../place/backstage.ts';
import { Caller } from '../place/caller.ts';
import { MailRelay } from '../place/mail-relay.ts';
import { DeskProcess } from '../place/processes.ts';
import { counted, invariants, noted, type Scenario, within } from '../scenario.ts';

const MAILS = 40;
const TEXTS = 20;
/** How long a provider may be silent, in this scenario. */
const SILENCE_MS = 2000;
const TEXTS_MS = 10_000;
const ANSWER_MS = 1000;
const LATER_MS = 90_000;
const LAST_ATTEMPT = 11;

/** A mail server that answers slowly, then one that takes connections and never says a word, then a good one. */
export const mailHangs: Scenario = {
  name: 'mail server hangs',
  async run(database) {
    const smtp = await SmtpSink.open();
    const gateway = await SmsGateway.open();
    let slow = 0;
    const relay = await MailRelay.open(smtp.port, (_moment, go) => {
      if (slow > 0) setTimeout(go, slow);
      return slow === 0;
    });
    const backstage = await Backstage.open(database, {
      SMTP_URL: relay.url,
      SMS_WEBHOOK_URL: gateway.url,
      SMS_WEBHOOK_SECRET: 'a secret of the gateway',
      RELINK_SEND_TIMEOUT_MS: String(SILENCE_MS),
    });
    const desk = await DeskProcess.start({ part: 'serve', env: backstage.env });
    const worker = await DeskProcess.start({ part: 'work', env: backstage.env });
    const stateOf = async (id: string) =>
      (
        await backstage.sql<{ state: string; last_error: string | null; wiped: boolean }>(
          'select state, last_error, secret_sealed is null as wiped from message where id = $1',
          [id],
        )
      )[0];
    try {
      slow = SILENCE_MS / 2;
      const dribbled = await backstage.queue({ destination: 'slowly@mail.example' });
      const start = performance.now();
      while ((await stateOf(dribbled))?.state === 'waiting' && performance.now() - start < LATER_MS)
        await wait(100);
      slow = 0;
      smtp.replies = { CONNECT: 'hang' };
      const last = await backstage.queue({ destination: 'last.attempt@mail.example' });
      await backstage.sql('update message set attempts = $2 where id = $1 and attempts < $2', [
        last,
        LAST_ATTEMPT,
      ]);
      const mails = await Promise.all(
        Array.from({ length: MAILS }, (_, mail) =>
          backstage.queue({ destination: `hung.${mail}@mail.example` }),
        ),
      );
      // Every hand of the worker has a silent server at the other end by now.
      await wait(SILENCE_MS / 2);
      const began = performance.now();
      for (let text = 0; text < TEXTS; text++)
        await backstage.queue({ channel: 'sms', destination: `+9198765${String(43_210 + text)}` });
      const slowest = await slowestAnswer(backstage, desk.url);
      while (gateway.taken.length < TEXTS && performance.now() - began < LATER_MS) await wait(50);
      const texts = performance.now() - began;
      const tried = await backstage.sql(
        `select 1 from message where channel = 'email' and last_error = 'timed out'`,
      );
      smtp.replies = {};
      const open = performance.now();
      const waiting = () => backstage.sql(`select 1 from message where state = 'waiting'`);
      while ((await waiting()).length > 0 && performance.now() - open < LATER_MS) await wait(200);
      const given = await stateOf(last);
      const arrived = new Set(smtp.mails.map(({ to }) => to));
      return [
        within(
          `${String(TEXTS)} SMS behind ${String(MAILS)} mails that hang, all sent after`,
          texts,
          TEXTS_MS,
        ),
        within('slowest answer of the desk meanwhile', slowest, ANSWER_MS),
        noted('mails that showed "timed out" meanwhile', tried.length),
        counted(
          'a mail that a slow server takes is handed over',
          Number((await stateOf(dribbled))?.state === 'handed-over'),
          1,
        ),
        within('all mails handed over after the server was good again', performance.now() - open, LATER_MS),
        counted('messages lost', mails.filter((_, mail) => !arrived.has(`hung.${mail}@mail.example`)).length),
        {
          what: 'a last attempt that hangs',
          figure: `${String(given?.state)}: ${String(given?.last_error)}`,
          holds: given?.state === 'failed' && given.last_error === 'timed out' && given.wiped,
        },
        await invariants(backstage.pool),
      ];
    } finally {
      await desk.kill();
      await worker.kill();
      await backstage.close();
      for (const open of [relay, smtp, gateway]) await open.close();
    }
  },
};

/** Over three seconds of searching and listing. */
async function slowestAnswer(backstage: Backstage, url: string): Promise<number> {
  const agent = new Caller(url);
  await agent.signIn((await backstage.hire('agent')).username);
  let slowest = 0;
  for (let look = 0; look < 60; look++) {
    const answer = await agent.get(look % 2 === 0 ? '/api/cases' : '/api/health/ready');
    slowest = Math.max(slowest, answer?.status === 200 ? answer.ms : Infinity);
    await wait(50);
  }
  return slowest;
}
