/**
 * The one door for a name and a password, kept here or elsewhere; whoever keeps them
 * elsewhere is a PasswordSource. Counts a guess before it looks at it. Opens no session.
 */
@NullMarked
package dev.signet.signin.password;

import org.jspecify.annotations.NullMarked;
