// An OpenID provider that others have written, on this machine, for machine clients only. What it is called, its keys, its
// clients and what it says of each come as JSON in the first line; it says 'ready' and ends with its input.
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

const lines = createInterface({ input: process.stdin });
lines.on('close', () => process.exit(0));
lines.once('line', (line) => {
  const { issuer, port, keys, clients, tokens } = JSON.parse(line);
  const provider = new Provider(issuer, {
    jwks: { keys },
    clients: clients.map((client) => ({
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      ...client,
    })),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (context, resource, client) => ({
          scope: '',
          audience: tokens[client.clientId].audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: tokens[client.clientId].life,
          jwt: { sign: { alg: tokens[client.clientId].algorithm } },
        }),
      },
    },
    extraTokenClaims: (context, token) => tokens[token.clientId].claims,
  });
  provider.listen(port, '127.0.0.1', () => console.log('ready'));
});
