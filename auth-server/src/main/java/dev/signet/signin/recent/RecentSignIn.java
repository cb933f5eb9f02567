package dev.signet.signin.recent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;

/**
 * A page of a person's own that changes what their account rests on: it wants a sign-in
 * of at most 15 minutes ago (OWASP ASVS 5.0, 7.5.1). Who signed in earlier does so again
 * and comes back; where a program called, it is told so (403). The form of such a page is
 * posted to the address of the page itself, so that there is something to come back to.
 */
@Documented
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface RecentSignIn {

	/** How long ago the sign-in may be. */
	Duration LIMIT = Duration.ofMinutes(15);

}
