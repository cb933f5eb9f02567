package dev.signet.signin.recent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A form over which somebody may think for long: what they typed is kept while they sign
 * in again, and stands in the form when they are back. The page asks {@link KeptForms}
 * for it. That holds behind {@link RecentSignIn}, and where the form has a
 * {@link FormOwner} also when the sign-in is over. Nothing is sent but by the person.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface KeptForm {

	/**
	 * Which fields are kept: a regular expression for their names. No other is, and never
	 * one for a password, a secret or a code.
	 */
	String fields();

	/** The field for a secret, which the person is told to type again. */
	String secret() default "";

}
