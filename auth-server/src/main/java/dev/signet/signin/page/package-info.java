/**
 * The pages of a sign-in, and the filter chain of all pages. Each returns to what the
 * sign-in is for; none knows which comes next. What the sign-in page offers of other
 * modules are interfaces, for those to fill in. Routes: /signin and below, /consent.
 */
@NullMarked
package dev.signet.signin.page;

import org.jspecify.annotations.NullMarked;
