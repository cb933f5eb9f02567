/**
 * What somebody signs in for, which the pages of the way hand on from one to the next: an
 * authorization request that waits in its browser, a page of ours, or nothing but the
 * sign-in. Tells the pages which app asks, and in which language. Does not know who signs
 * in, nor what is missing. Table: pending_requests.
 */
@NullMarked
package dev.signet.signin.journey;

import org.jspecify.annotations.NullMarked;
