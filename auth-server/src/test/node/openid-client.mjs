// An app on openid-client, an OpenID certified relying party library: https://github.com/panva/openid-client

import * as client from 'openid-client';
import { ask, converse, refusal, visit } from './conversation.mjs';
import { awaitLogout, openLogoutEndpoint } from './logout-endpoint.mjs';
import { privateKey } from './private-key.mjs';

const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

// The library wants https; the server of the tests has none. It checks signatures also of what came from the server
// itself, which OpenID Connect Core 1.0 §3.1.3.7 lets it leave out.
const options = { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] };

await converse({
  /** OpenID Connect Core 1.0 §3.1 with PKCE (RFC 7636), `iss` in the answer (RFC 9207), and §5.3. */
  async signIn(settings) {
    const config = await confidential(settings);
    const tokens = await signIn(config, settings);
    const claims = tokens.claims();
    return { claims, person: await client.fetchUserInfo(config, tokens.access_token, claims.sub) };
  },

  /** Without a secret, back to a port of this machine (RFC 8252 §7.3). */
  async signInWithoutSecret(settings) {
    const config = await discover(settings, client.None());
    const tokens = await signIn(config, settings);
    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
    await client.tokenRevocation(config, refreshed.refresh_token);
    return {
      claims: tokens.claims(),
      refusal: await refusal(() => client.refreshTokenGrant(config, refreshed.refresh_token)),
    };
  },

  /** OAuth 2.0 Form Post Response Mode. */
  async signInByFormPost(settings) {
    const tokens = await signIn(await confidential(settings), settings, { response_mode: 'form_post' });
    return { claims: tokens.claims() };
  },

  /** RFC 6749 §6, OpenID Connect Core 1.0 §12. */
  async refresh(settings) {
    const config = await confidential(settings);
    const tokens = await signIn(config, settings);
    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
    await client.fetchUserInfo(config, refreshed.access_token, tokens.claims().sub);
    return {
      claims: refreshed.claims(),
      rotated: refreshed.refresh_token !== tokens.refresh_token,
      refreshedAgain: (await client.refreshTokenGrant(config, refreshed.refresh_token)).claims(),
    };
  },

  /** RFC 7662, RFC 7009. */
  async introspectAndRevoke(settings) {
    const config = await confidential(settings);
    const tokens = await signIn(config, settings);
    const before = await client.tokenIntrospection(config, tokens.access_token);
    await client.tokenRevocation(config, tokens.refresh_token);
    return {
      before,
      after: await client.tokenIntrospection(config, tokens.access_token),
      refusal: await refusal(() => client.refreshTokenGrant(config, tokens.refresh_token)),
    };
  },

  /** ID token, userinfo (OpenID Connect Core 1.0 §5.3.2) and introspection (RFC 9701), signed as the app wants it. */
  async signedAnswers(settings) {
    const config = await confidential(settings, {
      id_token_signed_response_alg: settings.algorithm,
      userinfo_signed_response_alg: settings.algorithm,
      introspection_signed_response_alg: settings.algorithm,
    });
    const tokens = await signIn(config, settings);
    return {
      claims: tokens.claims(),
      person: await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub),
      introspected: await client.tokenIntrospection(config, tokens.access_token),
    };
  },

  /** RFC 6749 §4.4, with the secret in the body as is this library's default. */
  async clientCredentials(settings) {
    const { issuer, clientId, clientSecret } = settings;
    const config = await client.discovery(new URL(issuer), clientId, clientSecret, undefined, options);
    return client.clientCredentialsGrant(config, { scope: settings.scope });
  },

  /** RFC 7523 §2.2 at every endpoint at which clients prove themselves. */
  async privateKeyJwt(settings) {
    const config = await discover(settings, client.PrivateKeyJwt(await privateKey(settings)));
    const tokens = await signIn(config, settings);
    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
    const before = await client.tokenIntrospection(config, refreshed.access_token);
    await client.tokenRevocation(config, refreshed.access_token);
    return { claims: tokens.claims(), before, after: await client.tokenIntrospection(config, refreshed.access_token) };
  },

  /** RFC 8628. */
  async device(settings) {
    const config = await discover(settings, client.None());
    const asked = await client.initiateDeviceAuthorization(config, { scope: settings.scope });
    await ask('approve', asked.verification_uri_complete);
    const tokens = await client.pollDeviceAuthorizationGrant(config, asked);
    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
    const claims = tokens.claims();
    return { claims, person: await client.fetchUserInfo(config, refreshed.access_token, claims.sub) };
  },

  /** RFC 8693: a token for one API becomes one for another. */
  async exchange(settings) {
    const config = await confidential(settings);
    const tokens = await signIn(config, settings);
    return client.genericGrantRequest(config, TOKEN_EXCHANGE, {
      subject_token: tokens.access_token,
      subject_token_type: ACCESS_TOKEN,
      audience: settings.audience,
    });
  },

  /** OpenID Connect Dynamic Client Registration 1.0 §3. */
  async register(settings) {
    const config = await client.dynamicClientRegistration(
      new URL(settings.issuer),
      {
        client_name: 'Made by openid-client',
        redirect_uris: [settings.redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'client_secret_post',
        scope: settings.scope,
      },
      undefined,
      { ...options, initialAccessToken: settings.initialAccessToken },
    );
    const tokens = await signIn(config, settings);
    await client.refreshTokenGrant(config, tokens.refresh_token);
    return { registered: config.clientMetadata(), claims: tokens.claims() };
  },

  /** OpenID Connect RP-Initiated Logout 1.0. */
  async signOut(settings) {
    const config = await confidential(settings);
    const tokens = await signIn(config, settings);
    const state = client.randomState();
    const after = await visit(
      client.buildEndSessionUrl(config, {
        id_token_hint: tokens.id_token,
        post_logout_redirect_uri: settings.postLogoutRedirectUri,
        state,
      }),
    );
    return { after: `${after.origin}${after.pathname}`, same: after.searchParams.get('state') === state };
  },

  /** OpenID Connect Back-Channel Logout 1.0. */
  async signedOutElsewhere(settings) {
    const endpoint = await openLogoutEndpoint();
    const app = { ...settings, ...(await ask('register', endpoint.uri)) };
    const config = await confidential(app);
    const tokens = await signIn(config, app);
    await ask('signOut');
    const { issuer, jwks_uri: jwksUri } = config.serverMetadata();
    const logout = await awaitLogout(endpoint, { issuer, jwksUri, clientId: app.clientId });
    return { claims: tokens.claims(), logout };
  },
});

function discover(settings, authentication, metadata) {
  return client.discovery(new URL(settings.issuer), settings.clientId, metadata, authentication, options);
}

function confidential(settings, metadata) {
  return discover(settings, client.ClientSecretBasic(settings.clientSecret), metadata);
}

async function signIn(config, settings, parameters) {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const back = await visit(
    client.buildAuthorizationUrl(config, {
      redirect_uri: settings.redirectUri,
      scope: settings.scope,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      ...parameters,
    }),
  );
  return client.authorizationCodeGrant(config, back, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
}
