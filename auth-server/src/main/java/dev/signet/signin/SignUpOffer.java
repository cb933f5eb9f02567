package dev.signet.signin;

/**
 * Whether people may make an account by themselves, so that the sign-in page can say so.
 */
public interface SignUpOffer {

	/** Whether the page {@code /register} is open. */
	boolean open();

}
