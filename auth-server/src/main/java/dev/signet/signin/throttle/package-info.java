/**
 * The limits on wrong passwords and second factors: for whom a guess counts, whether one
 * more is looked at, and what tells of wrong ones. Looks at none itself. Other modules
 * see what is counted, and lift it. Settings: signet.signin.throttle.
 */
@NullMarked
package dev.signet.signin.throttle;

import org.jspecify.annotations.NullMarked;
