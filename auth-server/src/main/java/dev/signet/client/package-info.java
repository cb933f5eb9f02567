/**
 * Who may ask: relying parties with their secrets, redirect rules and lifetimes, API
 * resources with their scopes, and their declaration in the configuration. Answers
 * RegisteredClientRepository and compares client secrets. Knows nothing of people,
 * sessions or tokens. Also takes clients that register themselves (RFC 7591), and lets
 * unused ones go; knows when each client and secret was used last and how often tokens
 * were issued. All is read by SQL; only who edits a client starts Hibernate. Tables:
 * clients, client_secrets, client_redirect_uris, client_post_logout_redirect_uris,
 * client_request_uris, client_scopes, client_grant_types, client_claims,
 * client_exchange_audiences, client_assertions, client_uses, client_secret_uses,
 * client_issuances, resources, resource_scopes, resource_clients, dynamic_clients,
 * initial_access_tokens, registration_counts.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "audit", "background", "database", "node", "outbound", "refusal", "secret", "web" })
package dev.signet.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
