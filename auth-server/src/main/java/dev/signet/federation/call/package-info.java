/**
 * Calls to providers: which addresses may be called, for how long somebody is kept
 * waiting, and why a call, and with it a visit, comes to nothing. Knows no provider.
 * Other modules see the reasons alone.
 */
@NullMarked
package dev.signet.federation.call;

import org.jspecify.annotations.NullMarked;
