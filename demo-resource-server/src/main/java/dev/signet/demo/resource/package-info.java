/**
 * The smallest honest API: guarded by scopes and roles that it reads from access tokens,
 * which it checks itself. Knows the authorization server only by its name (the issuer)
 * and the address of its public keys. Routes: /, /api/me, /api/notes, /api/admin/report.
 */
@NullMarked
package dev.signet.demo.resource;

import org.jspecify.annotations.NullMarked;
