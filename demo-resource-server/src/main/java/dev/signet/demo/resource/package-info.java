/**
 * The smallest honest API: guarded by scopes, roles and the strength of the sign-in,
 * which it reads from access tokens and checks itself. Knows the authorization server
 * only by its name (the issuer) and the address of its public keys. Routes: /, /api/me,
 * /api/notes and below, /api/admin/report.
 */
@NullMarked
package dev.signet.demo.resource;

import org.jspecify.annotations.NullMarked;
