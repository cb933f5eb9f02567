/**
 * The smallest honest relying party, run twice under different names to show single
 * sign-on. Knows the authorization server only by its standard endpoints. Everything it
 * remembers lives in the browser session: no database. Routes: /, /signin, /home, /admin,
 * /api-call, /tokens/refresh, /logout.
 */
@NullMarked
package dev.signet.demo.client;

import org.jspecify.annotations.NullMarked;
