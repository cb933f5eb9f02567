/**
 * Pages that want a recent sign-in: who signed in earlier does so again, and finds what
 * they had typed; so does who is not signed in any more. Table: kept_forms.
 */
@NullMarked
@NamedInterface("recent")
package dev.signet.signin.recent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
