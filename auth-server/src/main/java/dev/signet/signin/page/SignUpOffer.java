package dev.signet.signin.page;

import org.springframework.modulith.NamedInterface;

/**
 * Whether people may make an account by themselves, so that the sign-in page can say so.
 */
@NamedInterface("page")
public interface SignUpOffer {

	/** Whether the page {@code /register} is open. */
	boolean open();

}
