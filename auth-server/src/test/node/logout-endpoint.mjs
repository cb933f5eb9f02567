// The back-channel logout endpoint of an app (OpenID Connect Back-Channel Logout 1.0 §2.5), which believes a token
// only as §2.6 says. Neither of the two client libraries reads logout tokens; jose, by the same author, checks them
// as JWTs.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { createRemoteJWKSet, jwtVerify } from 'jose';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Opens an endpoint on a free port of this machine. */
export async function openLogoutEndpoint() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { uri: `http://127.0.0.1:${server.address().port}/logout`, received: once(server, 'request') };
}

/** Waits for the logout token, checks it, answers. */
export async function awaitLogout(endpoint, { issuer, jwksUri, clientId }) {
  const [request, response] = await endpoint.received;
  const token = new URLSearchParams(await text(request)).get('logout_token');
  const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(jwksUri)), {
    issuer,
    audience: clientId,
    typ: 'logout+jwt',
    requiredClaims: ['iat', 'exp', 'jti', 'events', 'sub', 'sid'],
  });
  if (!payload.events[EVENT] || 'nonce' in payload) {
    throw new Error('This is no logout token');
  }
  response.writeHead(200).end();
  await once(response, 'close');
  return payload;
}
