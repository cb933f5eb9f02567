/**
 * The second step of a sign-in: who must make it, in which ways, and the sign-ins that
 * wait for it. Other modules also set second factors up, and take them away; they do not
 * see a sign-in that is under way. Settings: signet.signin.second-factor. Table:
 * signin_attempts.
 */
@NullMarked
package dev.signet.signin.factor;

import org.jspecify.annotations.NullMarked;
