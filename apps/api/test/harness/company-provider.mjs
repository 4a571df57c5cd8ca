// A company's identity provider for tests: oidc-provider, a certified one, on loopback. Its people are given as JSON in
// PEOPLE ({"<login>": {claims}}); whoever is typed into its sign-in form is who comes back. Prints its issuer, then serves
// until it is ended.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

/** @type {Record<string, Record<string, unknown>>} */
const people = JSON.parse(process.env.PEOPLE ?? '{}');
const redirectUri = process.env.REDIRECT_URI ?? '';

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port.');
  const issuer = `http://127.0.0.1:${String(address.port)}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'relink',
        client_secret: 'the desk and the company know',
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    // As companies set theirs up: what is asked for stands in the ID token itself.
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'roles'], email: ['email'] },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => Promise.resolve({ sub: id, ...people[id] }),
    }),
    cookies: { keys: ['kept for the length of a test'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  });
  server.on('request', provider.callback());
  process.stdout.write(`${issuer}\n`);
});
