// An app on oauth4webapi, which leaves each step to the app: https://github.com/panva/oauth4webapi

import * as oauth from 'oauth4webapi';
import { ask, converse, refusal, visit } from './conversation.mjs';
import { awaitLogout, openLogoutEndpoint } from './logout-endpoint.mjs';
import { privateKey } from './private-key.mjs';

const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

// The library wants https; the server of the tests has none
const insecure = { [oauth.allowInsecureRequests]: true };

await converse({
  /** OpenID Connect Core 1.0 §3.1 with PKCE (RFC 7636), `iss` in the answer (RFC 9207), and §5.3. */
  async signIn(settings) {
    const app = await confidential(settings);
    const { tokens, claims } = await signIn(app, settings);
    return { claims, person: await userInfo(app, tokens.access_token, claims.sub) };
  },

  /** Without a secret, back to a port of this machine (RFC 8252 §7.3). */
  async signInWithoutSecret(settings) {
    const app = await discover(settings, oauth.None());
    const { tokens, claims } = await signIn(app, settings);
    const refreshed = await refresh(app, tokens.refresh_token);
    await revoke(app, refreshed.tokens.refresh_token);
    return { claims, refusal: await refusal(() => refresh(app, refreshed.tokens.refresh_token)) };
  },

  /** OAuth 2.0 Form Post Response Mode. */
  async signInByFormPost(settings) {
    const { claims } = await signIn(await confidential(settings), settings, { response_mode: 'form_post' });
    return { claims };
  },

  /** RFC 6749 §6, OpenID Connect Core 1.0 §12. */
  async refresh(settings) {
    const app = await confidential(settings);
    const { tokens, claims } = await signIn(app, settings);
    const first = await refresh(app, tokens.refresh_token);
    await userInfo(app, first.tokens.access_token, claims.sub);
    const second = await refresh(app, first.tokens.refresh_token);
    return {
      claims: first.claims,
      rotated: first.tokens.refresh_token !== tokens.refresh_token,
      refreshedAgain: second.claims,
    };
  },

  /** RFC 7662, RFC 7009. */
  async introspectAndRevoke(settings) {
    const app = await confidential(settings);
    const { tokens } = await signIn(app, settings);
    const before = await introspect(app, tokens.access_token);
    await revoke(app, tokens.refresh_token);
    return {
      before,
      after: await introspect(app, tokens.access_token),
      refusal: await refusal(() => refresh(app, tokens.refresh_token)),
    };
  },

  /** ID token, userinfo (OpenID Connect Core 1.0 §5.3.2) and introspection (RFC 9701), signed as the app wants it. */
  async signedAnswers(settings) {
    const app = await confidential(settings, {
      id_token_signed_response_alg: settings.algorithm,
      userinfo_signed_response_alg: settings.algorithm,
      introspection_signed_response_alg: settings.algorithm,
    });
    const { tokens, claims } = await signIn(app, settings);
    return {
      claims,
      person: await userInfo(app, tokens.access_token, claims.sub),
      introspected: await introspect(app, tokens.access_token),
    };
  },

  /** RFC 6749 §4.4, and the API's side of it: RFC 9068 §4. */
  async clientCredentials(settings) {
    const app = await discover(settings, oauth.ClientSecretPost(settings.clientSecret));
    const { server, client, authentication } = app;
    const scope = { scope: settings.scope };
    const answer = await oauth.clientCredentialsGrantRequest(server, client, authentication, scope, insecure);
    const tokens = await oauth.processClientCredentialsResponse(server, client, answer);
    const call = new Request(settings.audience, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    return { ...tokens, claims: await oauth.validateJwtAccessToken(server, call, settings.audience, insecure) };
  },

  /** RFC 7523 §2.2 at every endpoint at which clients prove themselves. */
  async privateKeyJwt(settings) {
    const app = await discover(settings, oauth.PrivateKeyJwt(await privateKey(settings)));
    const { tokens, claims } = await signIn(app, settings);
    const refreshed = await refresh(app, tokens.refresh_token);
    const before = await introspect(app, refreshed.tokens.access_token);
    await revoke(app, refreshed.tokens.access_token);
    return { claims, before, after: await introspect(app, refreshed.tokens.access_token) };
  },

  /** RFC 8628, with somebody who needs a moment. */
  async device(settings) {
    const app = await discover(settings, oauth.None());
    const { server, client, authentication } = app;
    const asked = await oauth.processDeviceAuthorizationResponse(
      server,
      client,
      await oauth.deviceAuthorizationRequest(server, client, authentication, { scope: settings.scope }, insecure),
    );
    const poll = async () =>
      checked(
        server,
        await oauth.deviceCodeGrantRequest(server, client, authentication, asked.device_code, insecure),
        (answer) => oauth.processDeviceCodeResponse(server, client, answer),
      );
    const early = await refusal(poll);
    await ask('approve', asked.verification_uri_complete);
    await new Promise((go) => setTimeout(go, asked.interval * 1000));
    const { tokens, claims } = await poll();
    const refreshed = await refresh(app, tokens.refresh_token);
    return { early, claims, person: await userInfo(app, refreshed.tokens.access_token, claims.sub) };
  },

  /** RFC 8693: a token for one API becomes one for another. */
  async exchange(settings) {
    const app = await confidential(settings);
    const { tokens } = await signIn(app, settings);
    const { server, client, authentication } = app;
    const answer = await oauth.genericTokenEndpointRequest(
      server,
      client,
      authentication,
      TOKEN_EXCHANGE,
      { subject_token: tokens.access_token, subject_token_type: ACCESS_TOKEN, audience: settings.audience },
      insecure,
    );
    return oauth.processGenericTokenEndpointResponse(server, client, answer);
  },

  /** OpenID Connect Dynamic Client Registration 1.0 §3. */
  async register(settings) {
    const { server } = await discover(settings);
    const metadata = {
      client_name: 'Made by oauth4webapi',
      redirect_uris: [settings.redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      scope: settings.scope,
    };
    const registered = await oauth.processDynamicClientRegistrationResponse(
      await oauth.dynamicClientRegistrationRequest(server, metadata, {
        initialAccessToken: settings.initialAccessToken,
        ...insecure,
      }),
    );
    const app = { server, client: registered, authentication: oauth.ClientSecretBasic(registered.client_secret) };
    const { tokens, claims } = await signIn(app, settings);
    await refresh(app, tokens.refresh_token);
    return { registered, claims };
  },

  /** OpenID Connect RP-Initiated Logout 1.0, for which this library has the address and nothing more. */
  async signOut(settings) {
    const app = await confidential(settings);
    const { tokens } = await signIn(app, settings);
    const state = oauth.generateRandomState();
    const address = new URL(app.server.end_session_endpoint);
    address.searchParams.set('id_token_hint', tokens.id_token);
    address.searchParams.set('post_logout_redirect_uri', settings.postLogoutRedirectUri);
    address.searchParams.set('state', state);
    const after = await visit(address);
    return { after: `${after.origin}${after.pathname}`, same: after.searchParams.get('state') === state };
  },

  /** OpenID Connect Back-Channel Logout 1.0. */
  async signedOutElsewhere(settings) {
    const endpoint = await openLogoutEndpoint();
    const registered = { ...settings, ...(await ask('register', endpoint.uri)) };
    const app = await confidential(registered);
    const { claims } = await signIn(app, registered);
    await ask('signOut');
    const { issuer, jwks_uri: jwksUri } = app.server;
    return { claims, logout: await awaitLogout(endpoint, { issuer, jwksUri, clientId: registered.clientId }) };
  },
});

async function discover(settings, authentication, metadata) {
  const issuer = new URL(settings.issuer);
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
  return { server, client: { client_id: settings.clientId, ...metadata }, authentication };
}

function confidential(settings, metadata) {
  return discover(settings, oauth.ClientSecretBasic(settings.clientSecret), metadata);
}

async function signIn({ server, client, authentication }, settings, parameters) {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const address = new URL(server.authorization_endpoint);
  address.search = new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: settings.redirectUri,
    scope: settings.scope,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...parameters,
  });
  const back = await visit(address);
  const answer = back instanceof Request ? new URLSearchParams(await back.text()) : back;
  const code = oauth.validateAuthResponse(server, client, answer, state);
  const { redirectUri } = settings;
  const expected = { expectedNonce: nonce, requireIdToken: true };
  return checked(
    server,
    await oauth.authorizationCodeGrantRequest(server, client, authentication, code, redirectUri, verifier, insecure),
    (response) => oauth.processAuthorizationCodeResponse(server, client, response, expected),
  );
}

async function refresh({ server, client, authentication }, token) {
  return checked(
    server,
    await oauth.refreshTokenGrantRequest(server, client, authentication, token, insecure),
    (response) => oauth.processRefreshTokenResponse(server, client, response),
  );
}

/** Tokens, of which the ID token's signature was checked, too. */
async function checked(server, response, process) {
  const tokens = await process(response);
  await oauth.validateApplicationLevelSignature(server, response, insecure);
  return { tokens, claims: oauth.getValidatedIdTokenClaims(tokens) };
}

async function userInfo({ server, client }, accessToken, subject) {
  const response = await oauth.userInfoRequest(server, client, accessToken, insecure);
  const person = await oauth.processUserInfoResponse(server, client, subject, response);
  if (client.userinfo_signed_response_alg) {
    await oauth.validateApplicationLevelSignature(server, response, insecure);
  }
  return person;
}

async function introspect({ server, client, authentication }, token) {
  const response = await oauth.introspectionRequest(server, client, authentication, token, insecure);
  const answer = await oauth.processIntrospectionResponse(server, client, response);
  if (client.introspection_signed_response_alg) {
    await oauth.validateApplicationLevelSignature(server, response, insecure);
  }
  return answer;
}

async function revoke({ server, client, authentication }, token) {
  await oauth.processRevocationResponse(
    await oauth.revocationRequest(server, client, authentication, token, insecure),
  );
}
