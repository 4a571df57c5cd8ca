import { generateSecret, generateSync } from 'otplib';
import { v7 as uuidv7 } from 'uuid';
import { Sealing } from '../../src/platform/sealing/sealing.ts';
import type { TestDesk } from './test-desk.ts';

/** The authenticator apps of those who were hired at a desk under test. */
export class People {
  private readonly secrets = new Map<string, { readonly factorId: string; readonly secret: string }>();

  constructor(private readonly desk: Pick<TestDesk, 'app' | 'now' | 'sql'>) {}

  hasApp(agentId: string): boolean {
    return this.secrets.has(agentId);
  }

  /** Enrols an authenticator app, as if it had been long ago. */
  async giveApp(agentId: string): Promise<void> {
    const [factorId, secret] = [uuidv7(), generateSecret()];
    const sealed = this.desk.app.get(Sealing).sealFactorSecret(factorId, secret);
    await this.desk.sql(
      `insert into agent_factor (id, agent_id, kind, name, created_at, secret_sealed)
       values ($1, $2, 'totp', 'App', now() - interval '30 days', $3)`,
      [factorId, agentId, sealed],
    );
    this.secrets.set(agentId, { factorId, secret });
  }

  /** The code of now. Tests do in a moment what takes people minutes: that it was given before is forgotten first. */
  async code(agentId: string): Promise<string> {
    const app = this.secrets.get(agentId);
    if (!app) throw new Error('This agent has no authenticator app.');
    await this.desk.sql('update agent_factor set last_step = null where id = $1', [app.factorId]);
    return generateSync({ secret: app.secret, epoch: Math.floor(this.desk.now.getTime() / 1000) });
  }
}
